import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { type City, loadCity, loadSchemeText } from '../../content/load.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { assembleRelease, dataFiles } from '../../proof/release/assemble.ts';
import type { ReleaseContents } from '../../proof/release/contents.ts';
import type { CommentRecord, PublicCycle, PublicPlan, PublicUnit, PublicWindow, ReportRecord, UnitTexts } from '../../proof/release/files.ts';
import { keyId, type ReleaseKeys } from '../../proof/release/keys.ts';
import { replyRecord } from '../../proof/release/reply-record.ts';
import type { ScoringInput } from '../../scoring/input.ts';
import { canonicalScheme } from '../../scoring/scheme/canonical.ts';
import { type Scheme, schemeSchema } from '../../scoring/scheme/schema.ts';
import { ENGINE, score } from '../../scoring/score.ts';
import { CALENDAR, COMMENTS, MODERATION, plansOf, planVersionsOf, reportsOf, textsOf } from './fixture-plans.ts';
import { inputOf, surveyInput, UNIT_IDS } from './fixture-scores.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const WINDOW = { closedAt: null, keyCustody: 'demonstration', manifestSha256: null, closingRoot: null, logRoot: null } as const;

/** What differs from city to city. */
interface Parts {
  readonly units: readonly PublicUnit[];
  readonly plans: readonly PublicPlan[];
  readonly reports: readonly ReportRecord[];
  readonly comments: readonly CommentRecord[];
  readonly texts: readonly UnitTexts[];
  readonly windows: readonly PublicWindow[];
  readonly scored: string;
  readonly input: (scheme: Scheme, cycle: string, units: readonly PublicUnit[]) => ScoringInput;
}

const fixed = (date: string | { readonly daysAfterInstall: number }): string => (typeof date === 'string' ? date : '2026-01-15');

function cyclesOf(city: City): PublicCycle[] {
  return city.cycles.map(({ id, label, scheme, periods }) => ({
    id,
    label,
    scheme,
    periods: periods.map(({ id: period, label: name, starts, ends, reportBy }) => ({
      id: period,
      label: name,
      startsOn: fixed(starts),
      endsOn: fixed(ends),
      reportBy: fixed(reportBy),
    })),
  }));
}

function readScheme(root: string, id: string): { scheme: Scheme; digest: string; text: string } {
  const source = loadSchemeText(root, id);
  if (source === null) throw new Error(`no scheme ${id}`);
  const scheme = schemeSchema.parse(source.document.document.toJS());
  return { scheme, digest: `sha256-${sha256(canonicalScheme(scheme))}`, text: source.text };
}

/** The fixture's own key: signs nothing but fixtures. */
const SEED = new Uint8Array(32).fill(7);

function fixtureKeys(): ReleaseKeys {
  const publicKey = toBase64url(ed25519.getPublicKey(SEED));
  const key = {
    id: keyId(publicKey),
    algorithm: 'Ed25519',
    publicKey,
    validFrom: '2025-01-01T00:00:00.000Z',
    validUntil: null,
    state: 'active',
    introducedBy: null,
  } as const;
  return { format: 'gongping-keys/1', keys: [key], windowKeys: [publicKey] };
}

function writeRelease(root: string, folder: string, city: City, parts: Parts): void {
  const { import: _, folder: __, ...published } = city;
  const publicCity = { ...published, units: parts.units };
  const cycles = cyclesOf(city);
  const schemes = [...new Set(cycles.map(({ scheme }) => scheme))].map((id) => readScheme(root, id));
  const used = schemes.find(({ scheme }) => scheme.id === cycles.find(({ id }) => id === parts.scored)?.scheme);
  if (!used) throw new Error(`no scheme for ${parts.scored}`);
  const input = parts.input(used.scheme, parts.scored, parts.units);
  const result = score(used.scheme, input, { digest: used.digest });
  const { units, plans, reports, comments, windows } = parts;
  const byId = new Map(schemes.map(({ scheme }) => [scheme.id, scheme]));
  const contents: ReleaseContents = {
    planVersions: planVersionsOf(plans, { units, cycles, schemes: byId }),
    moderation: comments.length > 0 ? MODERATION : { rules: [], entries: [] },
    replyRecord: replyRecord(comments, CALENDAR, city.comments ?? { kinds: [] }),
    calendar: CALENDAR,
    documents: [],
    ...{ units, cycles, plans, reports, comments, windows, records: [], releases: [], objections: [] },
    scores: [{ cycle: parts.scored, input, result }],
    schemes: byId,
  };
  const keys = fixtureKeys();
  const { files } = assembleRelease({
    about: {
      release: 3,
      kind: 'daily',
      demonstration: city.demonstration,
      generatedAt: '2025-12-15T08:00:00.000Z',
      product: '0.1.0',
      engine: ENGINE,
      key: keys.keys[0]?.id ?? '',
      previous: { release: 2, manifestSha256: sha256('the release before') },
      ...{ stage: null, corrects: null, cycles: [], objectionsUntil: null },
      schemes: { [parts.scored]: result.scheme },
      audit: null,
    },
    city: publicCity,
    contents,
    data: [
      ...dataFiles(publicCity, contents),
      ...schemes.map(({ scheme, text }) => ({ path: `schemes/${scheme.id}.yaml`, text })),
      { path: `scores/${parts.scored}/input.json`, text: `${JSON.stringify(input)}\n` },
      { path: `scores/${parts.scored}/result.json`, text: `${JSON.stringify(result)}\n` },
    ],
    texts: parts.texts,
    keys,
    verifier: 'export {};\n',
    sign: (bytes) => toBase64url(ed25519.sign(bytes, SEED)),
  });
  for (const file of files) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
}

const publicUnits = (city: City): PublicUnit[] => city.units.map(({ id, category, name, about }) => ({ id, category, name, about }));

/**
 * A small release of ten units of the demonstration city: last year scored, this year's window open, one unit
 * without a total, one group of raters empty, comments answered and overdue, every goal status.
 */
export function writeFixtureRelease(root: string, folder: string): void {
  const city = loadCity(root, 'demo');
  const units = publicUnits(city).filter(({ id }) => UNIT_IDS.includes(id));
  const ids = units.map(({ id }) => id);
  const windows: PublicWindow[] = [
    {
      id: 'demo-2024',
      cycle: '2024',
      state: 'archived',
      opensAt: '2024-12-01T16:00:00.000Z',
      closesAt: '2024-12-31T15:59:59.999Z',
      ...WINDOW,
      ballots: { 'public-web': 4210, community: 610 },
      origin: 'imported',
    },
    {
      id: 'demo-2025',
      cycle: '2025',
      state: 'open',
      opensAt: '2025-12-01T16:00:00.000Z',
      closesAt: '2026-01-14T15:59:59.999Z',
      ...WINDOW,
      ballots: null,
      origin: null,
    },
  ];
  writeRelease(root, folder, city, {
    units,
    plans: plansOf(ids),
    reports: reportsOf(ids),
    comments: COMMENTS,
    texts: textsOf(ids),
    windows,
    scored: '2024',
    input: inputOf,
  });
}

/** A city that only asks: no plans, no reports, no comments, four levels. */
export function writeSurveyRelease(root: string, folder: string): void {
  const city = loadCity(root, 'bloomington-2017');
  const windows: PublicWindow[] = [
    {
      id: 'bloomington-2017',
      cycle: '2017',
      state: 'opened',
      opensAt: '2017-01-01T05:00:00.000Z',
      closesAt: '2018-01-01T04:59:59.999Z',
      ...WINDOW,
      ballots: { residents: 15_480 },
      origin: 'ballots',
    },
  ];
  writeRelease(root, folder, city, { units: publicUnits(city), plans: [], reports: [], comments: [], texts: [], windows, scored: '2017', input: surveyInput });
}
