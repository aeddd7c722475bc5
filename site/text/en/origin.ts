import type { origin as zh } from '../zh/origin.ts';

export const origin: typeof zh = {
  title: 'What did not come through this site',
  note: 'These answers were not given here: the following bodies collected them, and all but a hotline’s counts were sealed into the box as a whole. Each file came in once; its digest can be compared with the original.',
  kinds: { survey: 'Survey by a third party', clippings: 'Newspaper clippings', partner: 'Batch of a survey firm', hotline: 'Counts of a hotline' },
  people: (n) => `${n} respondents`,
  ballots: (n) => `${n} ballots`,
  counted: (n) => `${n} answers counted by the hotline, which are no ballots`,
  leftOut: 'Left out at closing',
  leftOutOf: (clippings, files, batches) => `${clippings} clippings, ${files} uploaded files, ${batches} batches of survey firms`,
  countedTitle: 'Counts from the hotline',
  countedNote:
    'How often callers were satisfied or not, counted by the hotline for each unit. These are no sealed ballots and in neither box nor log; the sum of each unit was signed at closing. Not checked for repeats.',
  units: 'Units',
  answers: 'Answers',
  days: (from, to) => `asked from ${from} to ${to}`,
  on: (date) => `brought in on ${date}`,
  clippings: (received, spoiled, differed, rate) =>
    `${received} received, ${spoiled} spoiled; keyed by two people each, ${differed} keyings differed (${rate} %) and a third person decided`,
  unchecked: 'Not checked for repeats. ',
  file: 'File digest',
};
