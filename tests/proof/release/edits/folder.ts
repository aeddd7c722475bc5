import { type Edit, edit, json, text } from './edit.ts';

const MANIFEST = 'manifest.json';
type Listed = { path: string }[];

/** The manifest. */
export const MANIFESTS: readonly Edit[] = [
  edit(
    'the manifest has another number',
    json(MANIFEST, (value) => (value.release = 3)),
    'chain.broken',
  ),
  edit(
    'the release is dated back',
    json(MANIFEST, (value) => (value.generatedAt = '2025-12-01T00:00:00.000Z')),
    'chain.time',
  ),
  edit(
    'the digest of the release before is changed',
    json(MANIFEST, (value) => (value.previous.manifestSha256 = '0'.repeat(64))),
    'chain.previous',
  ),
  edit(
    'the release before is not named',
    json(MANIFEST, (value) => (value.previous = null)),
    'chain.broken',
  ),
  edit(
    'a release is skipped',
    json(MANIFEST, (value) => (value.previous.release = 0)),
    'manifest.form',
  ),
  edit(
    'the daily update is called a score release',
    json(MANIFEST, (value) => (value.kind = 'score')),
    'stage.form',
  ),
  edit(
    'the digest of the scheme is changed',
    json(MANIFEST, (value) => (value.schemes['2024'] = value.schemes['2024'].replace(/.{4}$/, '0000'))),
    'scheme.digest',
  ),
  edit(
    'a root of a window is changed',
    json(MANIFEST, (value) => (value.windows['demo-2024'].closingRoot = '0'.repeat(64))),
    'window.roots',
  ),
  edit(
    'a file is listed twice',
    json(MANIFEST, ({ files }) => files.push(files[0])),
    'manifest.twice',
  ),
  edit(
    'a file is not listed',
    json(MANIFEST, (value) => (value.files = (value.files as Listed).filter(({ path }) => path !== 'plans.json'))),
    'manifest.incomplete',
  ),
  edit(
    'the manifest names another key',
    json(MANIFEST, (value) => (value.key = '0'.repeat(32))),
    'signature.key',
  ),
  edit(
    'the city is another',
    json(MANIFEST, (value) => (value.city = 'elsewhere')),
    'chain.broken',
  ),
  edit(
    'the manifest has a field twice',
    text(MANIFEST, (before) => before.replace(' "kind": "daily",', ' "kind": "score",\n "kind": "daily",')),
    'manifest.spelling',
  ),
  edit(
    'the manifest is cut off',
    text(MANIFEST, (before) => before.slice(0, 900)),
    'manifest.form',
  ),
  edit(
    'the manifest lists a path outside the folder',
    json(MANIFEST, ({ files }) => (files[0].path = '../secret')),
    'manifest.form',
  ),
];

/** The keys. */
export const KEYS: readonly Edit[] = [
  edit(
    'a public key is changed',
    json('keys.json', ({ keys }) => (keys[1].publicKey = keys[0].publicKey)),
    'keys.id',
  ),
  edit(
    'the introduction is forged',
    json('keys.json', ({ keys }) => (keys[1].introducedBy.signature = 'A'.repeat(86))),
    'keys.introduction',
  ),
  edit(
    'the first key disappears',
    json('keys.json', ({ keys }) => keys.shift()),
    'chain.keys',
  ),
  edit(
    'a retired key is active again',
    json('keys.json', ({ keys }) => (keys[0].state = 'active')),
    'keys.active',
  ),
  edit(
    'the time of a key is moved',
    json('keys.json', ({ keys }) => (keys[1].validFrom = '2025-06-01T00:00:00.000Z')),
    'keys.order',
  ),
  edit(
    'the key comes into use after the release',
    json('keys.json', ({ keys }) => (keys[1].validFrom = '2026-06-01T00:00:00.000Z')),
    'signature.time',
  ),
];

/** The folder as a whole. */
export const FOLDER: readonly Edit[] = [
  edit('a file is deleted', (files) => void files.delete('comments.csv'), 'dictionary.complete'),
  edit('a data file is deleted', (files) => void files.delete('plans.json'), 'manifest.incomplete'),
  edit('a file is added', (files) => void files.set('notes.txt', 'hello'), 'file.unlisted'),
  edit(
    'two files are exchanged',
    (files) => {
      const [a = '', b = ''] = [files.get('units.csv'), files.get('plans.csv')];
      files.set('units.csv', b).set('plans.csv', a);
    },
    'dictionary.complete',
  ),
  edit('a file is emptied', (files) => void files.set('scores/2024/ranking.csv', ''), 'table.agrees'),
  edit(
    'a file is cut off',
    text('plans.json', (before) => before.slice(0, 5000)),
    'json.readable',
  ),
  edit('the verifier is exchanged', (files) => void files.set('verify.mjs', 'console.log("all holds")'), null),
  edit('the keys are deleted', (files) => void files.delete('keys.json'), 'keys.form'),
];
