import type { Words } from '../index.ts';

type Quoted = Parameters<Words['ranking']['sentenceNone']>[0];

const from = (s: Quoted): string => `${s.provisional ? 'provisional, ' : ''}release ${s.release}, ${s.day}`;
const having = (s: Quoted): string => (s.withTotal === s.n ? `all ${s.n} have a total` : `${s.withTotal} of ${s.n} have a total`);
const be = (n: number): string => (n === 1 ? 'is' : 'are');

export const ranking: Words['ranking'] = {
  title: (category, cycle) => `${category}: ranking ${cycle}`,
  indexTitle: 'Rankings',
  indexLead: 'By year and category; categories are never compared with each other. First see who is clearly above or below the mean, then the ranks.',
  notRankedTag: 'shown, not ranked',
  none: 'No scores have been published yet.',
  sentence: (s) =>
    `${s.category}, ${s.cycle}: ${having(s)}, with a mean of ${s.mean}; ${s.above} ${be(s.above)} clearly above it, ${s.middle} cannot be separated from it and ${s.below} ${be(s.below)} clearly below it${s.few > 0 ? `; ${s.few} had few answers` : ''} (level ${s.level}, chance variation only; ${from(s)}).`,
  sentenceUnbanded: (s) =>
    `${s.category}, ${s.cycle}: ${having(s)}, with a mean of ${s.mean}; their error cannot be estimated, so none is called above or below (${from(s)}).`,
  sentenceAlone: (s) => `${s.category}, ${s.cycle}: of ${s.n} only ${s.name} has a total, ${s.total}; there is nothing to compare it with (${from(s)}).`,
  sentenceOne: (s) => `${s.category}, ${s.cycle}: ${s.name} is alone in its category and scores ${s.total}; shown, not ranked (${from(s)}).`,
  sentenceNone: (s) => `${s.category}, ${s.cycle}: each of the ${s.n} lacks a figure that the scheme asks for; there are no totals and no ranks (${from(s)}).`,
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
  history: 'Over the years',
  historyNote: 'Above, below and rank are always against the units of the same year; “—” where a unit took no part or has no total.',
  otherScheme: 'The scheme of that year was another: positions can be read side by side, scores cannot.',
  place: (rank, n) => `rank ${rank} of ${n}`,
  otherCycles: 'Other years and categories',
  method: 'Scheme of this year',
};
