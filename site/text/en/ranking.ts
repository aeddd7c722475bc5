import type { Words } from '../index.ts';

export const ranking: Words['ranking'] = {
  title: (category, cycle) => `${category}: ranking ${cycle}`,
  indexTitle: 'Rankings',
  indexLead: 'By year and category; categories are never compared with each other. First see who is clearly above or below the mean, then the ranks.',
  notRankedTag: 'shown, not ranked',
  none: 'No scores have been published yet.',
  sentence: (s) =>
    `${s.category}, ${s.cycle}: ${s.withTotal} of ${s.n} have a total, with a mean of ${s.mean}; ${s.above} are clearly above it, ${s.middle} cannot be separated from it and ${s.below} are clearly below it (level ${s.level}, chance variation only; release ${s.release}, ${s.day}).`,
  sentenceOne: (s) =>
    `${s.category}, ${s.cycle}: ${s.name} is alone in its category and scores ${s.total}; shown, not ranked (release ${s.release}, ${s.day}).`,
  quote: 'One sentence to quote',
  bandsNote:
    'The range beside a rank says where the rank may lie within chance variation. Where ranges overlap, nobody can say which is better. That the same people rated several units is unknown after opening and is not included.',
  columns: { rank: 'Rank', unit: 'Name', score: 'Score', interval: 'Interval', rankInterval: 'Rank range', grade: 'Grade' },
  bandCount: (label, n) => `${label} (${n})`,
  noBand: 'Not compared',
  missing: (names) => (names.length === 0 ? 'a figure is missing' : `missing figures: ${names.join(', ')}`),
  noTotal: 'No total',
  chart: 'Chart',
  chartShow: 'Show the chart',
  chartScore: 'Score',
  chartInterval: 'Interval',
  chartAlt: 'The chart shows the same figures as the table above.',
  axis: (low, high, mean) => `Axis ${low}–${high}; the line marks the mean ${mean}`,
  otherCycles: 'Other years and categories',
  method: 'Scheme of this year',
};
