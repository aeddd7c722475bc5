import type { Words } from '../index.ts';

export const press: Words['press'] = {
  title: 'For the press',
  lead: 'Figures to quote, lasting addresses, code to embed, and how to write about intervals. Free to use; name the source.',
  figures: 'Figures to quote',
  figuresNote: 'Each sentence carries its date, scope and certainty; please do not cut them off.',
  cite: 'How to cite',
  addresses: 'Lasting addresses',
  addressesNote: 'These addresses stay. A numbered release is never changed; a correction gets a new number and a reason.',
  address: {
    unit: 'one unit in one year',
    goal: 'one goal',
    ranking: 'the ranking of a category',
    archive: 'a page as it stood in a release',
    data: 'all data of a release',
    verify: 'check any release',
  },
  embeds: 'Embeds',
  embedsNote:
    'An embed always carries the interval, the number of answers, the date and a link to its source, and follows new releases. Ready-made code stands below each unit and ranking; the addresses follow this pattern.',
  embed: { unit: 'Score of a unit', ranking: 'Ranking of a category', frame: 'Frame: ', picture: 'Still picture: ' },
  rules: 'Three rules for writing about intervals',
  good: 'Good',
  bad: 'Not so',
  rule: [
    {
      name: 'First whether it can be told apart, then the rank',
      good: '“Bureau A scored 86.6, not separable from its category’s mean; within error its rank lies between 16 and 78.”',
      bad: '“Bureau A came 38th, behind Bureau B on 37th.”',
    },
    {
      name: 'A score comes with its interval and its answers',
      good: '“The public on the web gave 67.3 (interval 62.1–72.5, at least 33 valid answers to each question).”',
      bad: '“67.31 points, an exact measure of public opinion.”',
    },
    {
      name: 'Years under different schemes do not compare',
      good: '“In 2025 the weight of public image rose from 25 % to 30 %, so the totals of the two years do not compare directly.”',
      bad: '“Two points less than last year: the bureau got worse.”',
    },
  ],
  care: 'Intervals tell chance variation only. Those who rate in public chose to come and do not stand for all residents; please say so too.',
  feeds: 'Feeds',
  feed: { releases: 'Every release (Atom)', errata: 'Corrections (Atom)' },
  licence: 'Licence of the data',
  licenceText: 'CC BY 4.0: use, adapt and sell, naming the site, the number of the release and the day.',
  toData: 'All data files with their dictionary',
  contact: 'Contact',
  noContact: 'Please use the contact at the foot of the page.',
};
