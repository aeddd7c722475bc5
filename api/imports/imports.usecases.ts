import { findImport, insertImport } from '../../db/queries/imports.ts';
import { addCounts } from '../../db/queries/proofs.ts';
import { findWindow } from '../../db/queries/windows.ts';
import { canonicalJson, type Json } from '../../proof/canonical.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { formOf } from '../../proof/manifest.ts';
import { audit } from '../audit.ts';
import { type CastBallot, putSealed, sealMany } from '../ballots/batch.usecases.ts';
import type { Dependencies } from '../context.ts';
import { subjectOf } from '../proofs/adapter.ts';
import { readTable } from '../spreadsheets/csv.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { expectState } from '../windows/states.ts';
import { alreadyImported, faultyFile, notImported, otherThanPreviewed } from './imports.errors.ts';
import { mappingFaults, readSurvey, type Survey, type SurveyMapping, shortened } from './survey.ts';

export interface Preview {
  /** Names this file with this mapping; committing may ask for it. */
  readonly digest: string;
  readonly fileSha256: string;
  readonly people: number;
  readonly ballots: number;
  /** unit → level (or don't know) → answers. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Reads the file as an import would and says what would come of it. Writes nothing. @throws AppError with every fault. */
export async function previewSurvey(deps: Dependencies, window: string, file: Uint8Array, mapping: SurveyMapping): Promise<Preview> {
  const { survey, fileSha256, digest } = await readFile(deps, window, file, mapping);
  return { digest, fileSha256, people: survey.people, ballots: survey.answers.length, counts: countAnswers(survey, mapping) };
}

export interface Imported {
  readonly id: string;
  readonly fileSha256: string;
  readonly people: number;
  readonly ballots: number;
}

export interface ImportOptions {
  readonly fileName?: string;
  /** Digest of the preview; another file or mapping is then refused. */
  readonly previewed?: string;
}

/** Puts a survey firm's table into an open window: each answered cell one sealed ballot, all of them or none. */
export async function importSurvey(
  deps: Dependencies,
  window: string,
  file: Uint8Array,
  given: SurveyMapping,
  actor: string | null,
  options: ImportOptions = {},
): Promise<Imported> {
  const mapping = onlyMapping(given);
  const { survey, fileSha256, digest } = await readFile(deps, window, file, mapping);
  if (options.previewed !== undefined && options.previewed !== digest) throw otherThanPreviewed();
  const rows = await sealMany(deps, window, toBallots(deps, window, survey, mapping, fileSha256));
  const { group, channel } = mapping;
  const { people } = survey;
  return deps.db.transaction(async (tx) => {
    const id = await insertImport(tx, {
      windowId: window,
      fileSha256,
      fileName: options.fileName ?? 'survey.csv',
      group,
      people,
      ballots: rows.length,
      mapping,
    });
    if (id === null) throw alreadyImported();
    const ballots = await putSealed(tx, window, rows);
    await addCounts(tx, window, group, channel, { issued: people });
    await audit(tx, deps.clock(), {
      actor,
      action: 'import.committed',
      subject: `window:${window}`,
      detail: { import: id, fileSha256, group, channel, people, ballots },
    });
    return { id, fileSha256, people, ballots };
  });
}

const onlyMapping = ({ respondent, columns, question, answers, group, channel }: SurveyMapping): SurveyMapping => ({
  respondent,
  columns,
  question,
  answers,
  group,
  channel,
});

async function readFile(deps: Dependencies, window: string, file: Uint8Array, given: SurveyMapping) {
  const mapping = onlyMapping(given);
  expectState(await findWindow(deps.db, window), 'open');
  const { manifest } = await sealedWindow(deps, window);
  const form = formOf(manifest, mapping.group);
  if (form === null || !isImported(deps, mapping)) throw notImported();
  const fileSha256 = sha256Hex(file);
  if (await findImport(deps.db, window, fileSha256)) throw alreadyImported();
  const read = readTable(file);
  const faults = [...mappingFaults(mapping, form, manifest.units), ...(read.fault ? [read.fault] : [])];
  if (faults.length > 0 || !read.table) throw faultyFile(shortened(faults));
  const { survey, faults: found } = readSurvey(read.table, mapping);
  if (found.length > 0) throw faultyFile(found);
  return { survey, fileSha256, digest: sha256Hex(canonicalJson({ file: fileSha256, mapping: mapping as unknown as Json })) };
}

const isImported = ({ city }: Dependencies, { group, channel }: SurveyMapping): boolean =>
  city.channels.some(({ id, proof }) => id === channel && proof === 'import') &&
  city.groups.some(({ id, channels }) => id === group && channels.includes(channel));

/** The subject is the row of this very file: the firm vouches that it is one person, the site cannot check it. */
const toBallots = (deps: Dependencies, window: string, survey: Survey, { question, group, channel }: SurveyMapping, fileSha256: string): CastBallot[] =>
  survey.answers.map(({ respondent, unit, level }) => ({
    unit,
    group,
    channel,
    subject: subjectOf(deps, window, 'import', `${fileSha256} ${respondent}`),
    answers: { [question]: level },
  }));

function countAnswers({ answers }: Survey, { columns }: SurveyMapping): Preview['counts'] {
  const counts: Record<string, Record<string, number>> = Object.fromEntries(Object.values(columns).map((unit) => [unit, {}]));
  for (const { unit, level } of answers) counts[unit] = { ...counts[unit], [level]: (counts[unit]?.[level] ?? 0) + 1 };
  return counts;
}
