import { utf8 } from '../bytes.ts';
import { sha256Hex } from '../hash.ts';
import type { ReleaseCity, ReleaseContents } from './contents.ts';
import { dataPackage } from './datapackage.ts';
import type { ReleaseManifest, UnitTexts } from './files.ts';
import type { ReleaseKeys } from './keys.ts';
import { signatureFile, signedManifest } from './signature.ts';
import { splitsPath } from './splits.ts';
import { tablesOf } from './tables/index.ts';
import { textsPath } from './texts.ts';

/** A file of a release: its path under `data/` and its text. */
export interface ReleaseFile {
  readonly path: string;
  readonly text: string;
}

/** Indented by one space: readable in a browser, small enough. */
export const jsonFile = (path: string, value: unknown): ReleaseFile => ({ path, text: `${JSON.stringify(value, null, 1)}\n` });

export interface ReleaseParts {
  readonly about: Omit<ReleaseManifest, 'format' | 'files' | 'windows' | 'city'>;
  /** `city.json`. */
  readonly city: ReleaseCity;
  readonly contents: ReleaseContents;
  /** `dataFiles`, and the files whose bytes are fixed elsewhere: schemes as written, scores as computed. */
  readonly data: readonly ReleaseFile[];
  /** Words that can be taken back: files beside the manifest, which does not list them. */
  readonly texts: readonly UnitTexts[];
  readonly keys: ReleaseKeys;
  /** `verify.mjs`. */
  readonly verifier: string;
  /** Ed25519 signature by the key that `about` names, base64url. */
  readonly sign: (bytes: Uint8Array) => string;
}

/**
 * All files of a release, from what it says: JSON, tables, data dictionary, keys, verifier, manifest and signature.
 * Same parts, same bytes.
 */
export function assembleRelease(parts: ReleaseParts): { readonly files: readonly ReleaseFile[]; readonly manifestSha256: string } {
  const data = [...parts.data, jsonFile('keys.json', parts.keys)];
  const tables = tablesOf(parts.contents.scores.map(({ cycle }) => cycle)).map((table) => ({ path: table.path, text: table.text(parts.contents) ?? '' }));
  const described = data.map(({ path }) => path).filter((path) => path.endsWith('.json'));
  const dictionary = jsonFile('datapackage.json', dataPackage({ ...parts.about, city: parts.city }, parts.contents, described.toSorted()));
  const listed = [...data, ...tables, dictionary, { path: 'verify.mjs', text: parts.verifier }].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = jsonFile('manifest.json', manifestOf(parts, listed));
  const manifestSha256 = sha256Hex(manifest.text);
  const key = parts.keys.keys.find(({ id }) => id === parts.about.key);
  const signature = {
    path: 'manifest.sig.json',
    text: signatureFile(parts.about.key, key?.publicKey ?? '', manifestSha256, parts.sign(signedManifest(utf8(manifest.text)))),
  };
  const texts = parts.texts.map((one) => jsonFile(textsPath(one.unit), one));
  return { files: [...listed, ...texts, manifest, signature], manifestSha256 };
}

/** The JSON files that say what a release contains. */
export const dataFiles = (city: ReleaseCity, contents: ReleaseContents): ReleaseFile[] => [
  jsonFile('city.json', city),
  jsonFile('units.json', contents.units),
  jsonFile('cycles.json', contents.cycles),
  jsonFile('plans.json', contents.plans),
  jsonFile('plan-versions.json', contents.planVersions),
  jsonFile('reports.json', contents.reports),
  jsonFile('comments.json', contents.comments),
  jsonFile('moderation.json', contents.moderation),
  jsonFile('reply-record.json', contents.replyRecord),
  jsonFile('calendar.json', contents.calendar),
  jsonFile('documents.json', contents.documents),
  jsonFile('windows.json', contents.windows),
  jsonFile('releases.json', contents.releases),
  jsonFile('objections.json', contents.objections),
  ...contents.records.map((record) => jsonFile(`windows/${record.window}.json`, record)),
  ...contents.scores.flatMap(({ cycle, splits }) => (splits ? [{ path: splitsPath(cycle), text: `${JSON.stringify(splits)}\n` }] : [])),
  ...[...contents.schemes].map(([id, scheme]) => jsonFile(`schemes/${id}.json`, scheme)),
];

function manifestOf({ about, city, contents }: ReleaseParts, files: readonly ReleaseFile[]): ReleaseManifest {
  const { release, kind, demonstration, generatedAt, product, engine, key, previous, stage, corrects, cycles, objectionsUntil, schemes, audit } = about;
  const sealed = contents.windows.filter(({ id }) => contents.records.some(({ window }) => window === id));
  return {
    format: 'gongping-release/1',
    release,
    kind,
    city: city.id,
    demonstration,
    generatedAt,
    product,
    engine,
    key,
    previous,
    stage,
    corrects,
    cycles,
    objectionsUntil,
    schemes,
    windows: Object.fromEntries(
      sealed.map(({ id, manifestSha256, closingRoot, logRoot }) => [
        id,
        { manifestSha256: manifestSha256 ?? '', closingRoot, logRoot, record: `windows/${id}.json` },
      ]),
    ),
    audit,
    files: files.map(({ path, text }) => {
      const bytes = utf8(text);
      return { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
    }),
  };
}
