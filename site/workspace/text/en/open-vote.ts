import type { openVote as zh } from '../zh/open-vote.ts';

export const openVote: typeof zh = {
  title: 'Open vote',
  none: 'No window takes openly signed votes now.',
  notListed: 'You are not on a list of this window’s open votes. The office can tell you why.',
  named: {
    title: 'This vote carries your name; it is not a secret ballot',
    body: 'It is kept with your name, unsealed and outside the ballot box. Until closing only you can see it; after closing the office and the auditors can. The public learns how often each unit was chosen, not who chose it.',
  },
  as: (name, group) => `Voting as ${name} (${group})`,
  until: (when) => `Can be changed until ${when}`,
  before: 'The window has not begun yet.',
  over: 'The window is closed; votes can no longer change.',
  voted: (revision, when) => `Voted (version ${revision}, ${when})`,
  notVoted: 'Not voted yet',
  ownUnit: 'The unit you work for; not to be rated',
  noAnswer: 'No answer',
  submit: 'Sign and submit',
  resubmit: 'Sign and submit the new version',
  tasks: { waiting: 'Open vote: still to be cast', cast: 'Open vote: cast; you may change it until closing' },
  lists: 'Lists of voters',
  listsLead: 'One account name on each line. A person belongs to one group; who has voted stays on the list. Only whether somebody voted is shown, not how.',
  list: (group) => `${group}: account names`,
  saveList: 'Save the list',
  turnout: (voted, all) => `${all} on the list, ${voted} have voted`,
  done: { voted: 'Signed and submitted. You may change it until closing.', listed: 'The list is saved.' },
};
