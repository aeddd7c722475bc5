import type { Words } from '../index.ts';

export const states: Words['states'] = {
  goal: { done: 'Done', partly: 'Partly done', 'not-done': 'Not done', 'not-comparable': 'Not comparable', 'not-reported': 'Not reported' },
  claim: { done: 'Done', partly: 'Partly done', 'not-done': 'Not done', 'under-way': 'Under way' },
  noClaim: 'Nothing said',
  band: {
    'clearly-above': 'Clearly above the category mean',
    'not-separable': 'Not separable from the category mean',
    'clearly-below': 'Clearly below the category mean',
  },
  late: 'Late',
  lowered: 'lowered',
  loweredLate: 'lowered late',
  overdue: 'Overdue',
  few: 'Few answers',
  answers: { few: 'few', some: 'some', full: 'full' },
  interval: {
    sampling: 'chance variation; self-selection not included',
    panel: 'sampling error, corrected for the size of the list',
    mixed: 'chance variation of open groups and of panels',
    none: 'no sampling error',
  },
  comment: { question: 'Question', complaint: 'Complaint', 'serious-complaint': 'Serious complaint', suggestion: 'Suggestion' },
  window: { draft: 'being prepared', sealed: 'rules sealed', open: 'open', closed: 'closed, not yet opened', opened: 'opened', archived: 'archived' },
  note: {
    missing: 'Missing',
    redistributed: 'Weight moved',
    capped: 'Capped',
    override: 'Settled',
    unproved: 'Not proved',
    veto: 'Veto',
    excluded: 'Left out',
    'few-answers': 'Few answers',
    late: 'Late',
    bound: 'Widest interval',
  },
  unit: { points: ' points', percent: ' %', coefficient: '', yuan: ' yuan', count: '' },
};
