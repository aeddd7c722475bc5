/** The steps of an opening in their order. Broken off in any of them, nothing has happened. */
export const OPENING_STEPS = [
  'read and decrypt',
  'merge labels',
  'sort',
  'write log',
  'write tickets',
  'tally',
  'archive',
  'drop marks and rows',
  'statement',
] as const;
export type OpeningStep = (typeof OPENING_STEPS)[number];
