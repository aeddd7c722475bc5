import { expect, test } from 'vitest';
import { utf8 } from '../../../proof/bytes.ts';
import { sha256Hex } from '../../../proof/hash.ts';
import { readManifest } from '../../../proof/release/checks/manifest.ts';
import { checkSignature } from '../../../proof/release/checks/signature.ts';
import { type Finding, verifyRelease } from '../../../proof/release/verify.ts';
import { EDITS } from './edits/index.ts';
import { type Files, makeReleases, pairOf, readerOf, rehash, resign, SECOND } from './fixture.ts';

const { before, release } = makeReleases();
const FORGER = pairOf(66);

const failing = async (files: Files): Promise<readonly Finding[]> =>
  (await verifyRelease(readerOf(files, before))).findings.filter(({ holds }) => holds === false);
const ids = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ id }) => id))];

const edited = (change: (files: Files) => void): Files => {
  const files = new Map(release);
  change(files);
  return files;
};

/** What the signature alone says of changed files: the keys it can be checked with may be gone too. */
async function signatureOf(files: Files): Promise<readonly Finding[]> {
  const manifestBytes = utf8(files.get('manifest.json') ?? '');
  const read = readManifest(manifestBytes);
  if (typeof read === 'string') return failing(files);
  const contents = new Map([...files].map(([path, text]) => [path, utf8(text)]));
  const opened = { reader: readerOf(files, before), manifest: read.manifest, manifestBytes, manifestSha256: sha256Hex(manifestBytes), files: contents };
  return (await checkSignature(opened, contents.get('manifest.sig.json') ?? null)).filter(({ holds }) => holds === false);
}

/** The manifest can only be rehashed while it can be read. */
function rehashed(files: Files): Files {
  try {
    return rehash(files);
  } catch {
    return files;
  }
}

const isPlain = ({ sentence }: Finding): boolean =>
  sentence.zh.length > 8 && sentence.en.length > 15 && !/undefined|\[object|NaN|Infinity/.test(sentence.zh + sentence.en);

test('there are at least fifty kinds of edits, each with a name of its own', () => {
  expect(EDITS.length).toBeGreaterThanOrEqual(50);
  expect(new Set(EDITS.map(({ name }) => name)).size).toBe(EDITS.length);
});

test.each(EDITS)('$name: found', async ({ edit, signed }) => {
  const files = edited(edit);
  const found = await failing(files);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((finding) => !isPlain(finding))).toEqual([]);

  const made = remade(files);
  if (made.get('manifest.json') !== release.get('manifest.json')) expect(ids(await signatureOf(made)), 'hashes made anew without the key').not.toEqual([]);

  const byOffice = await failing(resign(made, SECOND));
  expect(byOffice.filter((finding) => !isPlain(finding))).toEqual([]);
  if (signed === null) expect(byOffice).toEqual([]);
  else expect(ids(byOffice)).toContain(signed);
});

/** What the holder of the key would do: hashes and signature made anew, except where the edit is in the manifest itself. */
const remade = (files: Files): Files => (files.get('manifest.json') === release.get('manifest.json') ? rehashed(files) : files);

test('signed with another key: the key of the release before did not introduce it', async () => {
  const keys = JSON.stringify(
    {
      format: 'gongping-keys/1',
      keys: [
        {
          id: FORGER.id,
          algorithm: 'Ed25519',
          publicKey: FORGER.publicKey,
          validFrom: '2025-01-01T00:00:00.000Z',
          validUntil: null,
          state: 'active',
          introducedBy: null,
        },
      ],
      windowKeys: [],
    },
    null,
    1,
  );
  const files = rehash(
    edited((all) => void all.set('keys.json', `${keys}\n`).set('manifest.json', (all.get('manifest.json') ?? '').replace(SECOND.id, FORGER.id))),
  );
  expect(ids(await failing(resign(files, FORGER)))).toContain('chain.keys');
  const { findings } = await verifyRelease(readerOf(resign(files, FORGER), null), { key: SECOND.id });
  expect(findings.find(({ id }) => id === 'keys.known')?.holds).toBe(false);
});

test('signed by a key that the file beside the manifest brings along', async () => {
  expect(ids(await failing(resign(release, FORGER)))).toEqual(['signature.key', 'signature.valid']);
});

test('the signature is missing, of another form, or of another manifest', async () => {
  expect(ids(await failing(edited((files) => void files.delete('manifest.sig.json'))))).toEqual(['signature.missing']);
  expect(ids(await failing(edited((files) => void files.set('manifest.sig.json', '{}'))))).toContain('signature.form');
  expect(ids(await failing(edited((files) => void files.set('manifest.sig.json', before.get('manifest.sig.json') ?? ''))))).toContain('signature.valid');
  const flipped = (release.get('manifest.sig.json') ?? '').replace(/("signature": ".)(.)/, (_, start, letter) => start + (letter === 'A' ? 'B' : 'A'));
  expect(ids(await failing(edited((files) => void files.set('manifest.sig.json', flipped))))).toEqual(['signature.valid']);
});

test('a daily update that changes scores is found although everything in it agrees', async () => {
  const manifest = JSON.parse(before.get('manifest.json') ?? '');
  manifest.files.find(({ path }: { path: string }) => path === 'scores/2024/input.json').sha256 = '0'.repeat(64);
  const other: Files = new Map(before).set('manifest.json', `${JSON.stringify(manifest, null, 1)}\n`);
  const files = edited((all) => {
    const mine = JSON.parse(all.get('manifest.json') ?? '');
    mine.previous.manifestSha256 = sha256Hex(other.get('manifest.json') ?? '');
    all.set('manifest.json', `${JSON.stringify(mine, null, 1)}\n`);
  });
  const { findings } = await verifyRelease(readerOf(resign(files, SECOND), other));
  expect(findings.filter(({ holds }) => holds === false).map(({ id }) => id)).toContain('chain.scores');
});

test('a changed rank is told with both figures', async () => {
  const [swapped] = EDITS.filter(({ name }) => name === 'two ranks are exchanged');
  const found = (await failing(edited(swapped?.edit ?? (() => {})))).filter(({ id }) => id === 'scores.rank');
  expect(found).toHaveLength(2);
  expect(found[0]?.sentence.en).toMatch(/^2024: the published rank of [a-z-]+ is \d+; computed again it is \d+\.$/);
  expect(found[0]?.sentence.zh).toMatch(/公布的名次是 \d+，重算是 \d+。$/);
});
