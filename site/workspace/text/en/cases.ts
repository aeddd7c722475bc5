import type { Words } from '../index.ts';

export const cases: Words['cases'] = {
  title: 'Comments waiting for an answer',
  lead: 'Published comments without an answer, and those their authors have reopened and that have not been answered again. The earliest last day comes first, so overdue ones lead; those without a term come last.',
  unit: 'Unit',
  comment: 'Comment',
  kind: 'Kind',
  received: 'Received',
  due: 'Answer due',
  state: 'State',
  words: 'Unit or comment contains',
  none: 'No term',
  states: { overdue: 'Overdue', again: 'Reopened', running: 'In time', stopped: 'Clock stopped', undated: 'No term' },
  late: (days) => `${days} working ${days === 1 ? 'day' : 'days'} late`,
  again: (times) => (times === 1 ? 'Reopened' : `Reopened ${times} times`),
};
