import path from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { loadCity, loadSchemeText } from '../../../content/load.ts';
import { toBase64url, utf8 } from '../../../proof/bytes.ts';
import { sha256Hex } from '../../../proof/hash.ts';
import { manifestDigest } from '../../../proof/manifest.ts';
import { signedBytes } from '../../../proof/receipt.ts';
import { assembleRelease, dataFiles } from '../../../proof/release/assemble.ts';
import { schemeDigest } from '../../../proof/release/checks/schemes.ts';
import { verdictOn } from '../../../proof/release/checks/statuses.ts';
import type { ReleaseContents } from '../../../proof/release/contents.ts';
import type {
  ClosingStatement,
  LogStatement,
  PublicDocument,
  PublicGoal,
  PublicObjection,
  PublicRelease,
  PublicScores,
  PublicSplit,
  PublicUnit,
  PublicWindow,
  ReleaseManifest,
  ReportRecord,
  WindowRecord,
} from '../../../proof/release/files.ts';
import { keyId, type ReleaseKey, type ReleaseKeys } from '../../../proof/release/keys.ts';
import { replyRecord } from '../../../proof/release/reply-record.ts';
import { signatureFile, signedIntroduction, signedManifest } from '../../../proof/release/signature.ts';
import { publicSplits } from '../../../proof/release/splits.ts';
import { changesBetween, lineOf } from '../../../proof/release/stages.ts';
import type { ReleaseReader } from '../../../proof/release/verify.ts';
import { tallyBallots } from '../../../proof/tally.ts';
import { checkScheme, ENGINE, type GroupTally, type Result, type Scheme, type ScoringInput, score, walk } from '../../../scoring/index.ts';
import { CALENDAR, COMMENTS, MODERATION, plansOf, planVersionsOf, reportsOf, textsOf } from '../../site/fixture-plans.ts';
import { inputOf, UNIT_IDS } from '../../site/fixture-scores.ts';
import { manifest as windowManifest } from '../proof.fixture.ts';

const PROJECT = path.resolve(import.meta.dirname, '../../..');
const DAY = '2025-12-15';
const CYCLE = '2024';
export const SCORED = 'demo-flagship-2024';

/** Path → text. */
export type Files = Map<string, string>;

/** A pair that is the same in every run. */
export const pairOf = (seed: number) => {
  const secret = new Uint8Array(32).fill(seed);
  const publicKey = toBase64url(ed25519.getPublicKey(secret));
  return { id: keyId(publicKey), publicKey, sign: (bytes: Uint8Array): string => toBase64url(ed25519.sign(bytes, secret)) };
};

export const FIRST = pairOf(1);
export const SECOND = pairOf(2);
const BOX = pairOf(3);

const first = { id: FIRST.id, algorithm: 'Ed25519', publicKey: FIRST.publicKey, validFrom: '2025-01-01T00:00:00.000Z', introducedBy: null } as const;
const second = { id: SECOND.id, algorithm: 'Ed25519', publicKey: SECOND.publicKey, validFrom: '2025-12-15T00:00:00.000Z' } as const;
const OLD: readonly ReleaseKey[] = [{ ...first, state: 'active', validUntil: null }];
const NEW: readonly ReleaseKey[] = [
  { ...first, state: 'retired', validUntil: second.validFrom },
  { ...second, state: 'active', validUntil: null, introducedBy: { key: FIRST.id, signature: FIRST.sign(signedIntroduction(second, FIRST.id)) } },
];
const keysFile = (keys: readonly ReleaseKey[]): ReleaseKeys => ({ format: 'gongping-keys/1', keys, windowKeys: [BOX.publicKey] });

function schemeOf(id: string): { readonly scheme: Scheme; readonly text: string } {
  const source = loadSchemeText(PROJECT, id);
  const checked = checkScheme(source?.document.document.toJS());
  if (!source || !checked.ok) throw new Error(`no scheme ${id}`);
  return { scheme: checked.scheme, text: source.text };
}

const settled = (goal: PublicGoal): PublicGoal => {
  const whole = { ...goal, components: goal.components.map(settled) };
  const progress = goal.progress.map((row) => {
    const { status, ratio } = verdictOn(whole, row.period, DAY);
    return { ...row, status, ratio };
  });
  return { ...whole, progress, latest: { claim: progress.at(-1)?.claim ?? null, ...verdictOn(whole, progress.at(-1)?.period ?? null, DAY) } };
};

/** The reports of the pages' fixture with days that agree with their lateness. */
const punctual = (report: ReportRecord): ReportRecord => ({
  ...report,
  submittedOn: report.submittedOn && (report.period === 'q1' ? '2025-04-01' : report.period === 'q2' ? '2025-12-01' : '2025-10-01'),
  late: report.state === 'overdue' || report.period === 'q2',
});

/** Tallies as they may be published: nothing below the minimum, and one group counted from ballots with its pair sums. */
function publishable(scheme: Scheme, input: ScoringInput): ScoringInput {
  const image = scheme.categories.flatMap(({ tree }) => walk(tree)).flatMap(({ node }) => (node.kind === 'image' ? [node] : []))[0];
  const least = new Map(image?.groups.map(({ id, minimum }) => [id, minimum]));
  const keep = (group: string, tally: GroupTally): GroupTally => ({
    ...tally,
    counts: Object.fromEntries(
      Object.entries(tally.counts).filter(
        ([, counts]) => Object.entries(counts).reduce((sum, [level, n]) => (level === 'dk' ? sum : sum + n), 0) >= (least.get(group) ?? 0),
      ),
    ),
  });
  const questionnaire = image?.questionnaires.find(({ id }) => id === image.groups.find((group) => group.id === 'public-web')?.questionnaire);
  const levels = (image?.levels ?? []).map(({ id, value }) => ({ id, value: String(value) }));
  const form = {
    id: 'web',
    screening: null,
    questions: (questionnaire?.questions ?? []).map(({ id }) => ({ id, weight: '1' })),
    levels,
    dontKnow: 'dk',
    plaintextLength: 0,
  };
  const ballots = Array.from({ length: 60 }, (_, at) =>
    Object.fromEntries(form.questions.map(({ id }, q) => [id, levels[(at * 7 + q * (at % 3)) % levels.length]?.id ?? 'dk'])),
  );
  return {
    ...input,
    units: input.units.map((unit) => {
      const ratings = Object.fromEntries(Object.entries(unit.ratings ?? {}).map(([group, tally]) => [group, keep(group, tally)]));
      return { ...unit, ratings: unit.id === 'water' ? { ...ratings, 'public-web': { roster: null, ...tallyBallots(ballots, form) } } : ratings };
    }),
  };
}

/** The web answers about one unit by channel, half and half. */
const splitsOf = (scheme: Scheme, input: ScoringInput): PublicSplit[] =>
  publicSplits({
    scheme,
    input,
    splits: input.units.flatMap(({ id, ratings = {} }) => {
      const counts = id === 'water' ? (ratings['public-web']?.counts ?? {}) : {};
      const share = (part: (n: number) => number) => ({
        ballots: 30,
        counts: Object.fromEntries(
          Object.entries(counts).map(([question, levels]) => [
            question,
            Object.fromEntries(Object.entries(levels).flatMap(([level, n]) => (level === 'dk' || part(n) === 0 ? [] : [[level, part(n)]]))),
          ]),
        ),
      });
      return [{ unit: id, group: 'public-web', splits: { channel: { code: share((n) => Math.floor(n / 2)), sms: share((n) => Math.ceil(n / 2)) } } }];
    }),
    totals: () => null,
  });

/** Each document that a finding names; every second one can be read by everybody. */
const documentsOf = ({ units }: ScoringInput): PublicDocument[] =>
  [...new Set(units.flatMap(({ findings = [] }) => findings.flatMap(({ source }) => source ?? [])))].sort().map((id, at) => ({
    id,
    title: { zh: `关于${id}的通报`, en: `Notice on ${id}` },
    number: id,
    url: at % 2 === 0 ? `https://city.example/documents/${at}` : null,
    notPublic: at % 2 === 0 ? null : { zh: '涉及个人信息', en: 'It concerns persons' },
  }));

const digest = (letter: string): string => sha256Hex(letter);

/** A window that was sealed, closed and opened, with the ballots the tallies need. */
function openedWindow(input: ScoringInput, units: readonly PublicUnit[]): { readonly window: PublicWindow; readonly record: WindowRecord } {
  const manifest = { ...windowManifest, window: 'demo-2024', city: 'demo', cycle: CYCLE, units: units.map(({ id }) => id), signingKey: BOX.publicKey };
  const manifestSha256 = manifestDigest(manifest);
  const cells = input.units.flatMap(({ id, ratings = {} }) =>
    Object.entries(ratings).map(([group, { counts }]) => ({
      unit: id,
      group,
      ballots: Math.max(0, ...Object.values(counts).map((levels) => Object.values(levels).reduce((a, b) => a + b, 0))),
    })),
  );
  const ballots = Object.fromEntries(
    [...Map.groupBy(cells, ({ group }) => group)].map(([group, all]) => [group, all.reduce((sum, cell) => sum + cell.ballots, 0)]),
  );
  const total = Object.values(ballots).reduce((a, b) => a + b, 0);
  const closing: ClosingStatement = {
    v: 1,
    window: 'demo-2024',
    manifest: manifestSha256,
    closedAt: '2025-01-01T00:00:00.000Z',
    earlyBecause: null,
    ballots: total,
    root: digest('box'),
    cells,
    channels: [],
  };
  const log: LogStatement = {
    v: 1,
    window: 'demo-2024',
    manifest: manifestSha256,
    closingRoot: digest('box'),
    openedAt: '2025-01-03T00:00:00.000Z',
    root: digest('log'),
    ballots: total,
    spoiled: { 'bad-form': 2 },
  };
  return {
    window: {
      ...{
        id: 'demo-2024',
        cycle: CYCLE,
        state: 'opened',
        opensAt: '2024-12-01T16:00:00.000Z',
        closesAt: '2024-12-31T15:59:59.999Z',
        closedAt: closing.closedAt,
        keyCustody: manifest.keyCustody,
      },
      ...{ manifestSha256, closingRoot: closing.root, logRoot: log.root, ballots, origin: 'ballots' },
    },
    record: {
      format: 'gongping-window-record/1',
      window: 'demo-2024',
      manifest,
      closing: { statement: closing, signature: BOX.sign(signedBytes('closing', closing)) },
      log: { statement: log, signature: BOX.sign(signedBytes('log', log)) },
    },
  };
}

function contentsOf(): {
  readonly city: ReturnType<typeof loadCity>;
  readonly contents: ReleaseContents;
  readonly texts: readonly { readonly id: string; readonly text: string }[];
} {
  const city = loadCity(PROJECT, 'demo');
  const units = city.units.filter(({ id }) => UNIT_IDS.includes(id)).map(({ id, category, name, about }) => ({ id, category, name, about }));
  const ids = units.map(({ id }) => id);
  const schemes = city.cycles.map(({ scheme }) => schemeOf(scheme));
  const used = schemes.find(({ scheme }) => scheme.id === SCORED)?.scheme;
  if (!used) throw new Error(`no ${SCORED}`);
  const input = publishable(used, inputOf(used, CYCLE, units));
  const { window, record } = openedWindow(input, units);
  const byId = new Map(schemes.map(({ scheme }) => [scheme.id, scheme]));
  const cycles = city.cycles.map(({ id, label, scheme, periods }) => ({
    id,
    label,
    scheme,
    periods: periods.map((period, at) => ({
      id: period.id,
      label: period.label,
      startsOn: `${id}-0${at * 2 + 1}-01`,
      endsOn: `${id}-0${at * 2 + 2}-28`,
      reportBy: `${id}-${String(at * 3 + 4).padStart(2, '0')}-10`,
    })),
  }));
  const plans = plansOf(ids).map((plan) => ({ ...plan, goals: plan.goals.map(settled) }));
  return {
    city,
    texts: schemes.map(({ scheme, text }) => ({ id: scheme.id, text })),
    contents: {
      units,
      cycles,
      plans,
      reports: reportsOf(ids).map(punctual),
      planVersions: planVersionsOf(plans, { units, cycles, schemes: byId }),
      comments: COMMENTS,
      moderation: MODERATION,
      replyRecord: replyRecord(COMMENTS, CALENDAR, city.comments ?? { kinds: [] }),
      calendar: CALENDAR,
      documents: documentsOf(input),
      windows: [window],
      releases: [],
      objections: [],
      records: [record],
      scores: [{ cycle: CYCLE, input, result: score(used, input, { digest: schemeDigest(used) }) }],
      schemes: byId,
    },
  };
}

/** Objections to release 1: one decided, one not. */
export const OBJECTIONS: readonly PublicObjection[] = [
  {
    ...{ id: '1f0c7a52-0000-4000-8000-000000000001', unit: 'water', cycle: CYCLE, release: 1 },
    about: { part: 'management', goal: null },
    ...{ body: '管理得分中的迟报扣分与事实不符。', language: 'zh', receivedOn: '2025-12-14', deadline: '2025-12-24', state: 'refused' },
    ...{ decision: { zh: '经核对，报送确有迟延。', en: 'The report was late indeed.' }, decidedOn: '2025-12-15', effect: null },
  },
  {
    ...{ id: '1f0c7a52-0000-4000-8000-000000000002', unit: 'housing', cycle: CYCLE, release: 1 },
    about: { part: null, goal: null },
    ...{ body: '总分漏计一项加分，附文件。', language: 'zh', receivedOn: '2025-12-15', deadline: '2025-12-24', state: 'open' },
    ...{ decision: null, decidedOn: null, effect: null },
  },
];

type About = Pick<ReleaseManifest, 'release' | 'kind' | 'stage' | 'cycles' | 'objectionsUntil' | 'generatedAt' | 'previous' | 'corrects'>;
interface Made {
  readonly files: Files;
  readonly manifestSha256: string;
  readonly line: PublicRelease;
  readonly result: Result;
}

/** Puts releases of ten units together; `change` is made to what the arithmetic takes. */
function maker() {
  const { city, contents, texts } = contentsOf();
  const { import: _, folder: __, ...publicCity } = city;
  return (
    about: About,
    said: Pick<ReleaseContents, 'releases' | 'objections'>,
    signer: typeof FIRST,
    keys: readonly ReleaseKey[],
    change: (input: ScoringInput) => ScoringInput = (input) => input,
  ): Made => {
    const scheme = contents.schemes.get(SCORED);
    const input = change((contents.scores[0] as PublicScores).input);
    if (!scheme) throw new Error(`no ${SCORED}`);
    const result = score(scheme, input, { digest: schemeDigest(scheme) });
    const all = { ...contents, ...said, scores: [{ cycle: CYCLE, input, result, splits: splitsOf(scheme, input) }] };
    const { files, manifestSha256 } = assembleRelease({
      about: {
        ...about,
        ...{ demonstration: true, product: '0.1.0', engine: ENGINE, key: signer.id, schemes: { [CYCLE]: result.scheme } },
        audit: { rows: 10 + about.release, lastHash: sha256Hex(`audit ${about.release}`) },
      },
      city: publicCity,
      contents: all,
      data: [
        ...dataFiles(publicCity, all),
        ...texts.map(({ id, text }) => ({ path: `schemes/${id}.yaml`, text })),
        { path: `scores/${CYCLE}/input.json`, text: `${JSON.stringify(input)}\n` },
        { path: `scores/${CYCLE}/result.json`, text: `${JSON.stringify(result)}\n` },
      ],
      texts: textsOf(UNIT_IDS),
      keys: keysFile(keys),
      verifier: 'export {};\n',
      sign: signer.sign,
    });
    const whole = new Map(files.map(({ path: name, text }) => [name, text]));
    return { files: whole, manifestSha256, line: lineOf(JSON.parse(whole.get('manifest.json') ?? '') as ReleaseManifest, manifestSha256), result };
  };
}

const PROVISIONAL = { kind: 'score', stage: 'provisional', cycles: [CYCLE], objectionsUntil: '2025-12-24', corrects: null } as const;
const DAILY = { kind: 'daily', stage: null, cycles: [], objectionsUntil: null, corrects: null } as const;
const after = ({ line }: Made) => ({ release: line.number, manifestSha256: line.manifestSha256 });

/** Two releases of ten units: a score release signed with the first key, and a daily update after the key was rotated. */
export function makeReleases(): { readonly before: Files; readonly release: Files } {
  const make = maker();
  const before = make({ ...PROVISIONAL, release: 1, generatedAt: '2025-12-14T08:00:00.000Z', previous: null }, { releases: [], objections: [] }, FIRST, OLD);
  const daily = { ...DAILY, release: 2, generatedAt: '2025-12-15T08:00:00.000Z', previous: after(before) };
  return { before: before.files, release: make(daily, { releases: [before.line], objections: OBJECTIONS }, SECOND, NEW).files };
}

/** What the corrected release had counted too much: an addition to the management part. */
const more = (unit: string, points: string) => (input: ScoringInput) => ({
  ...input,
  units: input.units.map((one) =>
    one.id === unit
      ? {
          ...one,
          findings: [...(one.findings ?? []), { part: 'management', kind: 'add', points, criterion: 'open-data', period: 'q1', source: '附件' } as const],
        }
      : one,
  ),
});

/** A whole chain: provisional, final after two objections with one upheld in part, and a correction of the final scores. */
export function makeChain(): readonly Files[] {
  const make = maker();
  const first = make({ ...PROVISIONAL, release: 1, generatedAt: '2025-12-14T08:00:00.000Z', previous: null }, { releases: [], objections: [] }, FIRST, OLD);
  const wrong = more('housing', '1');
  const scores = { kind: 'score', stage: 'final', cycles: [CYCLE], objectionsUntil: null } as const;
  const final = (objections: readonly PublicObjection[]) =>
    make(
      { ...scores, release: 2, corrects: null, generatedAt: '2025-12-25T02:00:00.000Z', previous: after(first) },
      { releases: [first.line], objections },
      FIRST,
      OLD,
      wrong,
    );
  const [refused, open] = OBJECTIONS as [PublicObjection, PublicObjection];
  const totalIn = ({ result }: Made): string => result.units.find(({ id }) => id === 'housing')?.total?.rounded ?? '';
  const effect = { before: totalIn(first), after: totalIn(final([])) };
  const decision = { zh: '漏计属实，予以补计；其余不予采纳。', en: 'One addition was left out and is counted now; the rest is refused.' };
  const objections = [refused, { ...open, state: 'partly', decision, decidedOn: '2025-12-24', effect } as const];
  const second = final(objections);
  const reason = { zh: '补计的加分依据文件不属本年度，予以撤销。', en: 'The document behind the addition is of another year; it is struck out.' };
  const corrects = { release: 2, reason, changes: changesBetween(CYCLE, second.result, first.result) };
  const third = make(
    { ...scores, release: 3, corrects, generatedAt: '2025-12-30T02:00:00.000Z', previous: after(second) },
    { releases: [first.line, second.line], objections },
    FIRST,
    OLD,
  );
  return [first.files, second.files, third.files];
}

/** Reads the releases of a chain; `number` is the one that is asked for. */
export const chainReader = (chain: readonly Files[], number: number): ReleaseReader => ({
  read: async (name) => {
    const text = chain[number - 1]?.get(name);
    return text === undefined ? null : utf8(text);
  },
  list: async () => [...(chain[number - 1]?.keys() ?? [])],
  number,
  other: (release) => (chain[release - 1] ? chainReader(chain, release) : null),
});

/** Reads files from memory, the release before included. */
export const readerOf = (files: Files, before: Files | null): ReleaseReader => ({
  read: async (name) => (files.has(name) ? utf8(files.get(name) ?? '') : null),
  list: async () => [...files.keys()],
  number: 2,
  other: (release) => (release === 1 && before ? readerOf(before, null) : null),
});

/** Puts sizes and digests of the changed files into the manifest. */
export function rehash(files: Files): Files {
  const manifest = JSON.parse(files.get('manifest.json') ?? '') as ReleaseManifest;
  const listed = manifest.files
    .filter(({ path: name }) => files.has(name))
    .map((file) => {
      const bytes = utf8(files.get(file.path) ?? '');
      return { ...file, bytes: bytes.length, sha256: sha256Hex(bytes) };
    });
  return new Map(files).set('manifest.json', `${JSON.stringify({ ...manifest, files: listed }, null, 1)}\n`);
}

/** Signs the manifest as it stands. */
export function resign(files: Files, signer: typeof FIRST): Files {
  const manifest = files.get('manifest.json') ?? '';
  return new Map(files).set('manifest.sig.json', signatureFile(signer.id, signer.publicKey, sha256Hex(manifest), signer.sign(signedManifest(utf8(manifest)))));
}
