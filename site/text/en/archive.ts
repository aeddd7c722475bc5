import type { Words } from '../index.ts';

export const archive: Words['archive'] = {
  label: 'Page of an earlier release',
  old: (number, day) => `This page belongs to release ${number}, with data as of ${day}. What changed later is not on it.`,
  newest: (number, day) => `This page belongs to release ${number}, with data as of ${day}. It is the newest release so far.`,
  live: (number) => `The newest is release ${number}: see this page now`,
  data: 'All data of this release',
};

export const unavailable: Words['unavailable'] = {
  title: 'This page cannot be shown at the moment',
  text: 'Rating, comments and sign-in need a service that cannot be reached right now. Please try again in a few minutes. This does not mean that there is no rating, and you did nothing wrong.',
  kept: 'If you have not seen that your ballot is in the box, or a tracking code, nothing was received: send it again later. What was confirmed is safe.',
  stands: 'Everything that has been published is there to read:',
};
