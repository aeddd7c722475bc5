import { findImport, insertImport } from '../../db/queries/imports.ts';
import { addCounts } from '../../db/queries/proofs.ts';
import { findWindow } from '../../db/queries/windows.ts';
import type { ImportOrigin } from '../../db/schema/imports.ts';
import { canonicalJson, type Json } from '../../proof/canonical.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { formOf } from '../../proof/manifest.ts';
import { audit } from '../audit.ts';
import { type CastBallot, putSealed, sealMany } from '../ballots/batch.usecases.ts';
import type { Dependencies } from '../context.ts';
import { subjectOf } from '../proofs/adapter.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { expectState } from '../windows/states.ts';
import { readMapped } from './file.ts';
import { alreadyImported, faultyFile, notImported, otherThanPreviewed } from './imports.errors.ts';
import { mappingFaults, onlyMapping, type SurveyMapping } from './mapping.ts';
import { readSurvey, type Survey, shortened } from './survey.ts';

export interface Preview {
  /** Names this file with this mapping; committing may ask for it. */
  readonly digest: string;
  readonly fileSha256: string;
  readonly people: number;
  readonly ballots: number;
  /** unit → level (or don't know) → answers, over all questions. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Reads the file as an import would and says what would come of it. Writes nothing. @throws AppError with every fault. */
export async function previewSurvey(deps: Dependencies, window: string, file: Uint8Array, mapping: SurveyMapping): Promise<Preview> {
  const { survey, fileSha256, digest } = await readFile(deps, window, file, onlyMapping(mapping));
  return { digest, fileSha256, people: survey.people, ballots: survey.ballots.length, counts: countAnswers(survey) };
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
  readonly origin?: ImportOrigin;
  /** Hears how many ballots of how many are sealed. */
  readonly progress?: (done: number, total: number) => void;
}

/** Puts a survey firm's table into an open window: each respondent's answers about a unit one sealed ballot, all of them or none. */
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
  const ballots = toBallots(deps, window, survey, mapping, fileSha256);
  const rows = await sealMany(deps, window, ballots, (done) => options.progress?.(done, ballots.length));
  const { group, channel } = mapping;
  const { people } = survey;
  return deps.db.transaction(async (tx) => {
    const id = await insertImport(tx, {
      windowId: window,
      fileSha256,
      fileName: options.fileName ?? 'survey.csv',
      group,
      channel,
      people,
      ballots: rows.length,
      origin: options.origin ?? null,
      mapping,
    });
    if (id === null) throw alreadyImported();
    const sealed = await putSealed(tx, window, rows);
    await addCounts(tx, window, group, channel, { issued: people });
    await audit(tx, deps.clock(), {
      actor,
      action: 'import.committed',
      subject: `window:${window}`,
      detail: { import: id, fileSha256, group, channel, people, ballots: sealed },
    });
    return { id, fileSha256, people, ballots: sealed };
  });
}

async function readFile(deps: Dependencies, window: string, file: Uint8Array, mapping: SurveyMapping) {
  expectState(await findWindow(deps.db, window), 'open');
  const { manifest } = await sealedWindow(deps, window);
  const form = formOf(manifest, mapping.group);
  if (form === null || !isImported(deps, mapping)) throw notImported();
  const fileSha256 = sha256Hex(file);
  if (await findImport(deps.db, window, fileSha256)) throw alreadyImported();
  const read = await readMapped(file, mapping);
  const faults = [...mappingFaults(mapping, form, manifest.units), ...(read.fault ? [read.fault] : [])];
  if (faults.length > 0 || !read.value) throw faultyFile(shortened(faults));
  const { survey, faults: found } = readSurvey(read.value.table, read.value.headerLine, mapping, unitsByName(deps, manifest.units));
  if (found.length > 0) throw faultyFile(found);
  return { survey, fileSha256, digest: sha256Hex(canonicalJson({ file: fileSha256, mapping: mapping as unknown as Json })) };
}

/** Whether the city lists the channel as one that is brought in, and the group as one that has it. */
const isImported = ({ city }: Pick<Dependencies, 'city'>, { group, channel }: Pick<SurveyMapping, 'group' | 'channel'>): boolean =>
  city.channels.some(({ id, proof }) => id === channel && proof === 'import') &&
  city.groups.some(({ id, channels }) => id === group && channels.includes(channel));

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

/** The subject is the respondent of this very file: the firm vouches that it is one person, the site cannot check it. */
const toBallots = (deps: Dependencies, window: string, survey: Survey, { group, channel }: SurveyMapping, fileSha256: string): CastBallot[] =>
  survey.ballots.map(({ respondent, unit, answers }) => ({
    ...{ unit, group, channel, answers },
    subject: subjectOf(deps, window, 'import', `${fileSha256} ${respondent}`),
  }));

function countAnswers({ ballots }: Survey): Preview['counts'] {
  const counts: Record<string, Record<string, number>> = {};
  for (const { unit, answers } of ballots) {
    counts[unit] ??= {};
    const own = counts[unit];
    for (const level of Object.values(answers)) own[level] = (own[level] ?? 0) + 1;
  }
  return counts;
}
