import type { pickZh } from './pick-zh.ts';

export const pickEn: typeof pickZh = {
  title: (category) => `Ballot: ${category}`,
  exactly: (choose, all) => `Choose exactly ${choose} of these ${all} units, in no order.`,
  atMost: (choose, all) => `Choose at most ${choose} of these ${all} units, in no order.`,
  chosen: (done, choose) => `${done} of ${choose} chosen`,
  ownUnit: 'The unit you work for; not to be chosen',
  start: 'Your ballot',
  open: 'Open the ballot',
  openLead: 'Your group does not rate each unit; it chooses some of a category.',
  empty: 'No unit is chosen yet',
  wrong: { title: 'Too many or too few are chosen; this ballot was not taken', toList: 'Back to the list' },
};
