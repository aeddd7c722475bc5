import type { Words } from '../index.ts';

export const data: Words['data'] = {
  title: 'Open data',
  lead: 'Every figure on these pages comes from the files below. They stay at their numbered address and never change; a correction gets a new number.',
  release: (n) => `Release ${n}`,
  made: 'Generated',
  kind: 'Kind',
  product: 'Product version',
  schemes: 'Schemes',
  previous: 'Release before',
  previousDigest: 'SHA-256 of its manifest',
  none: 'none',
  files: 'Files',
  file: 'File',
  bytes: 'Bytes',
  digest: 'SHA-256',
  manifest: 'Manifest',
  about: { 'city.json': 'settings, categories, groups of raters and questionnaires', 'units.json': 'units', 'cycles.json': 'years and periods', 'plans.json': 'plans, goals and progress', 'reports.json': 'reports and evidence', 'comments.json': 'published comments and replies', 'windows.json': 'rating windows', 'goals.csv': 'goals, as a table', 'progress.csv': 'progress by period, as a table', 'comments.csv': 'comments and replies, as a table', 'units.csv': 'units, as a table', ranking: 'scores and ranks, as a table', tallies: 'counts, as a table', input: 'what the engine took: values, findings and counts', result: 'what it gave: scores, intervals, ranks and each step', yaml: 'scheme as written', json: 'scheme in canonical form' },
  recompute: 'How to check the figures',
  steps: [
    'Download all files of the release into one folder and check the SHA-256 of each.',
    'Get the source code of the same version and install Node.',
    'Run the command below: it checks the manifest and recomputes every score, interval and rank from the published input.',
  ],
  licence: 'Licence',
  licenceText: 'The data may be copied, changed and published again; name the source, the release number and the date. The program is licensed under AGPL-3.0-or-later.',
  releases: 'Releases',
  windows: 'Rating windows',
  window: { cycle: 'Year', time: 'Time', state: 'State', custody: 'Private key', origin: 'Source', ballots: 'Ballots' },
  custody: { holders: 'three holders, any two open', demonstration: 'held by the demonstration server itself' },
  origin: { ballots: 'ballots cast here', imported: 'counts brought in from an earlier system' },
  notYet: 'not opened',
};

export const errors: Words['errors'] = {
  title: 'Page not found',
  text: 'The address may be wrong, or the page is not published yet. Try one of these.',
};
