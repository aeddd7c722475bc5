import type { origin as zh } from '../zh/origin.ts';

export const origin: typeof zh = {
  title: 'What did not come through this site',
  note: 'These answers were not given here: the following bodies collected them, and they were sealed into the box as a whole. Each file came in once; its digest can be compared with the original.',
  kinds: { survey: 'Survey by a third party', clippings: 'Newspaper clippings', partner: 'Batch of a survey firm' },
  people: (n) => `${n} respondents`,
  ballots: (n) => `${n} ballots`,
  days: (from, to) => `asked from ${from} to ${to}`,
  on: (date) => `brought in on ${date}`,
  clippings: (received, spoiled, differed, rate) =>
    `${received} received, ${spoiled} spoiled; keyed by two people each, ${differed} keyings differed (${rate} %) and a third person decided`,
  unchecked: 'Not checked for repeats. ',
  file: 'File digest',
};
