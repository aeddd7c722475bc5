import type { zh } from '../zh.ts';

export const opening: (typeof zh)['opening'] = {
  title: 'How far the opening is',
  lead: 'The server opens the box in one go: stopped on the way, nothing has happened; opened again, every byte is the same.',
  none: 'The opening has not begun.',
  running: 'The box is being opened. This page reloads every two seconds.',
  finished: 'The box is open; all ballots are in the log.',
  stopped: 'Not completed',
  begun: 'Begun',
  ballots: 'Ballots in the box',
  steps: 'Steps',
  back: 'Back to ratings and publishing',
  root: 'Root of the log',
  states: { past: 'done', now: 'under way', next: 'to come' },
  done: (done, total) => `${done} of ${total} ballots`,
  step: {
    'read and decrypt': 'Check each envelope and open it',
    'merge labels': 'Merge labels that too few share',
    sort: 'Sort by hash, which mixes the order of casting',
    'write log': 'Write the log',
    'write tickets': 'Write tickets with their last revision',
    tally: 'Count',
    archive: 'Keep the sealed ballots for a recount',
    'drop marks and rows': 'Destroy the marks and the rows',
    statement: 'Sign the statement',
  },
};
