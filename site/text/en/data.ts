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
  signature: 'signature',
  key: 'Key that signs',
  recompute: 'How to check the figures',
  verifyText:
    'Verify in your browser, or on your own computer with the program in one file that every release carries: it checks files, signature and chain, and computes every score, rank and interval again from the published input.',
  steps: [
    'Download verify.mjs from the files above; its SHA-256 stands in the manifest.',
    'Install Node 20 or newer; no other program is needed, and nothing from elsewhere.',
    'Run the command below with the address of this release, or with the folder you downloaded it into. Exit code 0: everything that can be checked holds; 1: something does not; 2: it could not be checked.',
  ],
  format:
    'With the source code, npx gongping verify does the same. What each column of each table means stands in datapackage.json (Frictionless Data Package); the format of files and signature is docs/release-format.md in the source code.',
  licence: 'Licence',
  licenceText:
    'The data are licensed under CC BY 4.0: they may be copied, changed and published again; name the source, the release number and the date. The program is licensed under AGPL-3.0-or-later.',
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
