import type { Words } from '../index.ts';

export const verify: Words['verify'] = {
  title: 'Verify',
  lead: 'You need not believe us: check any release in your own browser, and compute every score, rank and interval again.',
  what: 'What is checked',
  checks: [
    'Size and SHA-256 of every file: is one missing or changed?',
    'The signature of the manifest, how one key introduced the next, and the link to the release before.',
    'From the published input and scheme every score, rank, interval, rank range and band is computed again and compared with the published result, byte for byte.',
    'Whether the tables agree with the data, no tally below its minimum is published, and status and lateness of the goals are right.',
    'The sealed rules of each rating window and the signatures of its closing and opening statements.',
  ],
  number: 'Number of the release',
  numberHint: 'Leave it empty for the latest.',
  key: 'Id of the key',
  keyHint: 'Not needed. Copied from a newspaper or notice board it proves that the office itself signed.',
  start: 'Verify',
  again: 'Verify again',
  running: 'Verifying',
  share: ' {done}/{of}',
  verdict: {
    holds: 'Everything that can be checked holds.',
    fails: 'Something does not hold.',
    unchecked: 'Nothing fails, but not everything could be computed again.',
    nothing: 'There is no release with this number.',
  },
  groups: { fails: 'Does not hold', holds: 'Holds', open: 'Cannot be checked by an outsider' },
  failed: 'The verification could not be finished: ',
  seconds: 'Took {s} s, all of it in your browser.',
  manifest: 'SHA-256 of the manifest: {digest}',
  own: 'Verify on your own computer',
  ownText:
    'The program of this page comes from this site too. To rely on nothing from here, download the verifier in one file and run it with Node on your own computer; its SHA-256 stands in the manifest, and its source is public.',
  download: 'Download the verifier verify.mjs',
  withoutScript: 'Verifying on this page needs JavaScript. You can also do it on your own computer as below.',
  report: 'What was found',
};
