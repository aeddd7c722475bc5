import type { Queryable } from '../../db/client.ts';
import { findEnvelopesOf } from '../../db/queries/envelopes.ts';
import { deleteFile, findImport, type ImportFileRow, insertImport, lockFile } from '../../db/queries/imports.ts';
import { updateBatchOf } from '../../db/queries/partners.ts';
import { addCounts } from '../../db/queries/proofs.ts';
import { findWindow, lockWindowShared } from '../../db/queries/windows.ts';
import type { FileKind, ImportOrigin } from '../../db/schema/imports.ts';
import { utf8 } from '../../proof/bytes.ts';
import { canonicalJson, type Json } from '../../proof/canonical.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { formOf } from '../../proof/manifest.ts';
import { markOf } from '../../proof/mark.ts';
import { audit } from '../audit.ts';
import { type CastBallot, putSealed, sealMany } from '../ballots/batch.usecases.ts';
import type { Dependencies } from '../context.ts';
import { subjectOf } from '../proofs/adapter.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { expectState } from '../windows/states.ts';
import { placeOfCounts } from './counted.ts';
import { answersAbout, type Counts, readCounts } from './counts.ts';
import { type CountsMapping, countsMappingFaults } from './counts-mapping.ts';
import { readMapped } from './file.ts';
import { alreadyImported, faultyFile, notImported, notProposed, otherThanPreviewed, unknownFile } from './imports.errors.ts';
import { keep } from './keeping.ts';
import { columnsOf, mappingFaults, onlyMapping, type SurveyMapping } from './mapping.ts';
import { ofCell, readSurvey, type Survey, type SurveyBallot, shortened } from './survey.ts';

/** How a file is read: a table of people's answers, or of a hotline's counts. */
export type FileMapping = SurveyMapping | CountsMapping;

export const isCounts = (mapping: FileMapping): mapping is CountsMapping => 'counts' in mapping;

export interface Preview {
  /** Names this file with this mapping; committing asks for it. */
  readonly digest: string;
  readonly fileSha256: string;
  readonly people: number;
  readonly ballots: number;
  /** unit → level (or don't know) → answers, over all questions. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Reads the file as an import would and says what would come of it. Writes nothing. @throws AppError with every fault. */
export async function previewFile(deps: Dependencies, window: string, file: Uint8Array, mapping: FileMapping, partner: string | null = null): Promise<Preview> {
  if (isCounts(mapping)) {
    const { counts, fileSha256, digest } = await readHotline(deps, window, file, mapping);
    return { digest, fileSha256, people: 0, ballots: 0, counts: overQuestions(counts) };
  }
  const { survey, fileSha256, digest } = await readFile(deps, window, file, onlyMapping(mapping), partner);
  return { digest, fileSha256, people: survey.people, ballots: survey.ballots.length, counts: countAnswers(survey) };
}

export interface Imported {
  readonly id: string;
  readonly fileSha256: string;
  readonly people: number;
  readonly ballots: number;
}

export interface ImportOptions {
  readonly kind?: FileKind;
  readonly fileName?: string;
  /** Digest of the preview; another file or mapping is then refused. */
  readonly previewed?: string;
  readonly origin?: ImportOrigin;
  readonly proposedBy?: string;
  /** Where it waited; gone with the import, and the partner's batch is committed. */
  readonly fileId?: string;
  /** Hears how many ballots of how many are sealed. */
  readonly progress?: (done: number, total: number) => void;
}

/** Puts a table into an open window: each respondent's answers about a unit one sealed ballot, all of them or none. */
export async function importSurvey(
  deps: Dependencies,
  window: string,
  file: Uint8Array,
  given: SurveyMapping,
  actor: string | null,
  options: ImportOptions = {},
): Promise<Imported> {
  const mapping = onlyMapping(given);
  const partner = options.kind === 'partner' ? (options.origin?.source ?? '') : null;
  const { survey, fileSha256, digest } = await readFile(deps, window, file, mapping, partner);
  if (options.previewed !== undefined && options.previewed !== digest) throw otherThanPreviewed();
  const ballots = toBallots(deps, window, survey, mapping, { partner, fileSha256 });
  const rows = await sealMany(deps, window, ballots, (done) => options.progress?.(done, ballots.length));
  const { people } = survey;
  const { group, channel } = mapping;
  return deps.db.transaction(async (tx) => {
    // First of all: closing holds the window while it forgets files, and each would wait for the other.
    expectState(await lockWindowShared(tx, window), 'open');
    const line = { windowId: window, fileSha256, group, channel, people, ballots: rows.length, mapping };
    const id = await record(tx, deps, actor, options, line);
    const sealed = await putSealed(tx, window, rows);
    await addCounts(tx, window, group, channel, { issued: people });
    return { id, fileSha256, people, ballots: sealed };
  });
}

/** Takes a hotline's counts into an open window. They are no ballots: they lie under the window's secret until it is opened. */
export async function importCounts(
  deps: Dependencies,
  window: string,
  file: Uint8Array,
  mapping: CountsMapping,
  actor: string,
  options: ImportOptions,
): Promise<Imported> {
  const { counts, fileSha256, digest } = await readHotline(deps, window, file, mapping);
  if (options.previewed !== digest) throw otherThanPreviewed();
  return deps.db.transaction(async (tx) => {
    expectState(await lockWindowShared(tx, window), 'open');
    const { group, channel } = mapping;
    const kept = keep(deps, window, placeOfCounts(fileSha256), utf8(canonicalJson(counts as unknown as Json)));
    const answers = Object.values(counts).reduce((sum, unit) => sum + answersAbout(unit), 0);
    const line = { windowId: window, fileSha256, group, channel, people: 0, ballots: 0, answers, mapping, counts: kept };
    return { id: await record(tx, deps, actor, options, line), fileSha256, people: 0, ballots: 0 };
  });
}

type ImportLine = Omit<Parameters<typeof insertImport>[1], 'fileName'>;

/** Writes what was brought in, and that it waits no longer. @throws AppError when the file is in already, or no longer waits as it was proposed */
async function record(tx: Queryable, { clock }: Dependencies, actor: string | null, options: ImportOptions, line: ImportLine): Promise<string> {
  const { kind = 'survey', fileName = 'survey.csv', origin = null, proposedBy = null, fileId } = options;
  if (fileId !== undefined) expectProposed(await lockFile(tx, line.windowId, fileId), options);
  const id = await insertImport(tx, { ...line, kind, fileName, origin, proposedBy, committedBy: actor });
  if (id === null) throw alreadyImported();
  if (fileId !== undefined) {
    await updateBatchOf(tx, fileId, { state: 'committed', importId: id });
    await deleteFile(tx, fileId);
  }
  const { fileSha256, group, channel, people, ballots } = line;
  await audit(tx, clock(), {
    actor,
    action: 'import.committed',
    subject: `window:${line.windowId}`,
    detail: { import: id, kind, fileSha256, group, channel, people, ballots, proposedBy },
  });
  return id;
}

/** Whoever proposed the file may have taken that back, or the office refused it, while it was being sealed. */
function expectProposed(row: ImportFileRow | null, { proposedBy, previewed }: ImportOptions): void {
  if (row === null) throw unknownFile();
  if (row.proposedBy !== proposedBy || row.digest !== previewed) throw notProposed();
}

async function readFile(deps: Dependencies, window: string, file: Uint8Array, mapping: SurveyMapping, partner: string | null) {
  const { manifest, form, fileSha256 } = await expectImported(deps, window, file, mapping, 'import');
  const read = await readMapped(file, mapping, columnsOf(mapping));
  const faults = [...mappingFaults(mapping, form, manifest.units), ...(read.fault ? [read.fault] : [])];
  if (faults.length > 0 || !read.value) throw faultyFile(shortened(faults));
  const { survey, faults: found } = readSurvey(read.value.table, read.value.headerLine, mapping, unitsByName(deps, manifest.units));
  if (found.length > 0) throw faultyFile(found);
  if (partner !== null) {
    const repeated = await repeatedOf(deps, window, survey.ballots, { partner, fileSha256 });
    if (repeated.length > 0) throw faultyFile(shortened(repeated.map((ballot) => repeatedFault(ballot, mapping))));
  }
  return { survey, fileSha256, digest: digestOf(fileSha256, mapping) };
}

async function readHotline(deps: Dependencies, window: string, file: Uint8Array, mapping: CountsMapping) {
  const { manifest, form, fileSha256 } = await expectImported(deps, window, file, mapping, 'counts');
  const read = await readMapped(file, mapping, [mapping.unit, ...Object.keys(mapping.counts)]);
  const faults = [...countsMappingFaults(mapping, form), ...(read.fault ? [read.fault] : [])];
  if (faults.length > 0 || !read.value) throw faultyFile(shortened(faults));
  const { counts, faults: found } = readCounts(read.value.table, read.value.headerLine, mapping, unitsByName(deps, manifest.units));
  if (found.length > 0) throw faultyFile(found);
  return { counts, fileSha256, digest: digestOf(fileSha256, mapping) };
}

/** What a file is read against. @throws AppError when the window is not open, has no such channel, or has the file already */
async function expectImported(
  deps: Dependencies,
  window: string,
  file: Uint8Array,
  mapping: Pick<FileMapping, 'group' | 'channel'>,
  proof: 'import' | 'counts',
) {
  expectState(await findWindow(deps.db, window), 'open');
  const { manifest } = await sealedWindow(deps, window);
  const form = formOf(manifest, mapping.group);
  if (form === null || !takesImports(deps, mapping, proof)) throw notImported();
  const fileSha256 = sha256Hex(file);
  if (await findImport(deps.db, window, fileSha256)) throw alreadyImported();
  return { manifest, form, fileSha256 };
}

const digestOf = (file: string, mapping: FileMapping): string => sha256Hex(canonicalJson({ file, mapping: mapping as unknown as Json }));

/** Whether the city lists the channel as one that is brought in this way, and the group as one that has it. */
export const takesImports = (
  { city }: Pick<Dependencies, 'city'>,
  { group, channel }: Pick<FileMapping, 'group' | 'channel'>,
  way: 'import' | 'counts',
): boolean =>
  city.channels.some(({ id, proof }) => id === channel && proof === way) && city.groups.some(({ id, channels }) => id === group && channels.includes(channel));

/** The id of each of the window's units by its id and by its names as files may write them. */
function unitsByName({ city }: Dependencies, units: readonly string[]): ReadonlyMap<string, string> {
  const known = new Set(units);
  return new Map(
    city.units
      .filter(({ id }) => known.has(id))
      .flatMap(({ id, name }) => [
        [id, id],
        [name.zh.normalize('NFKC').trim(), id],
        [name.en.normalize('NFKC').trim().toLowerCase(), id],
      ]),
  );
}

/** Whose numbers the respondents of a table are: a partner's over all of its batches, otherwise this very file's. */
interface Numbered {
  readonly partner: string | null;
  readonly fileSha256: string;
}

/** The subject is the respondent by the sender's number: that it is one person is the sender's word, the site cannot check it. */
const respondentOf = (deps: Dependencies, window: string, { partner, fileSha256 }: Numbered, respondent: string): string =>
  partner === null
    ? subjectOf(deps, window, 'import', `${fileSha256} ${respondent}`)
    : subjectOf(deps, window, 'partner', JSON.stringify([partner, respondent]));

const toBallots = (deps: Dependencies, window: string, survey: Survey, { group, channel }: SurveyMapping, numbered: Numbered): CastBallot[] =>
  survey.ballots.map(({ respondent, unit, answers }) => ({
    ...{ unit, group, channel, answers },
    subject: respondentOf(deps, window, numbered, respondent),
  }));

/** Ballots about units that the same respondent of the same partner has in the box already. */
export async function repeatedOf<T extends Pick<SurveyBallot, 'respondent' | 'unit'>>(
  deps: Dependencies,
  window: string,
  ballots: readonly T[],
  numbered: Numbered,
): Promise<T[]> {
  const key = deps.secrets.derive(`mark:${window}`);
  const asked = ballots.map(({ respondent, unit }) => ({ unit, mark: markOf(key, window, unit, respondentOf(deps, window, numbered, respondent)) }));
  const there = new Set((await findEnvelopesOf(deps.db, window, asked)).map(({ mark }) => mark));
  return ballots.filter((_, i) => there.has(asked[i]?.mark ?? ''));
}

const repeatedFault = ({ line, respondent, unit }: SurveyBallot, mapping: SurveyMapping) =>
  ofCell(
    line,
    mapping.respondent,
    `受访者“${respondent}”对“${unit}”的答案在以前的批次中已经计入。`,
    `the answers of "${respondent}" about "${unit}" are in the box already, from an earlier batch.`,
  );

function countAnswers({ ballots }: Survey): Preview['counts'] {
  const counts: Record<string, Record<string, number>> = {};
  for (const { unit, answers } of ballots) {
    counts[unit] ??= {};
    const own = counts[unit];
    for (const level of Object.values(answers)) own[level] = (own[level] ?? 0) + 1;
  }
  return counts;
}

function overQuestions(counts: Counts): Preview['counts'] {
  return Object.fromEntries(
    Object.entries(counts).map(([unit, questions]) => {
      const levels: Record<string, number> = {};
      for (const [level, n] of Object.values(questions).flatMap((of) => Object.entries(of))) levels[level] = (levels[level] ?? 0) + n;
      return [unit, levels];
    }),
  );
}
