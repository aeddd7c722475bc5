import { dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { listPublished, type ReleaseRow } from '../../db/queries/releases.ts';
import { findRun } from '../../db/queries/scores.ts';
import { standingOf } from '../../proof/release/stages.ts';
import type { Result, ResultNode, Text } from '../../scoring/index.ts';
import type { Dependencies } from '../context.ts';
import { nothingProvisional, tooLate } from './objections.errors.ts';

/** The provisional release of a cycle that can be objected to today. @throws AppError when there is none, or its days are over. */
export async function openPeriod(tx: Queryable, { city, clock }: Pick<Dependencies, 'city' | 'clock'>, cycle: string): Promise<ReleaseRow> {
  const standing = standingOf(await listPublished(tx), cycle);
  if (standing?.stage !== 'provisional' || standing.objectionsUntil === null) throw nothingProvisional();
  if (dayOf(clock(), city.timezone) > standing.objectionsUntil) throw tooLate(standing.objectionsUntil);
  return standing;
}

/** The cycles that can be objected to today, with their releases. */
export async function openPeriods(tx: Queryable, { city, clock }: Pick<Dependencies, 'city' | 'clock'>): Promise<{ cycle: string; release: ReleaseRow }[]> {
  const published = await listPublished(tx);
  const today = dayOf(clock(), city.timezone);
  return city.cycles.flatMap(({ id }) => {
    const release = standingOf(published, id);
    const open = release?.stage === 'provisional' && release.objectionsUntil !== null && today <= release.objectionsUntil;
    return open ? [{ cycle: id, release }] : [];
  });
}

/** The parts of a unit's score as a release shows it, the whole first. */
export async function partsOf(tx: Queryable, run: string | undefined, unit: string): Promise<{ id: string; label: Text }[]> {
  const tree = (await unitsIn(tx, run)).find(({ id }) => id === unit)?.tree;
  return tree ? flat(tree) : [];
}

/** What a computation calls the parts of its scores, over all units. */
export const labelsIn = async (tx: Queryable, run: string): Promise<ReadonlyMap<string, Text>> =>
  new Map((await unitsIn(tx, run)).flatMap(({ tree }) => flat(tree)).map(({ id, label }) => [id, label]));

async function unitsIn(tx: Queryable, run: string | undefined): Promise<Result['units']> {
  const row = run ? await findRun(tx, run) : null;
  return row ? (JSON.parse(row.result) as Result).units : [];
}

const flat = ({ id, label, children }: ResultNode): { id: string; label: Text }[] => [{ id, label }, ...children.flatMap(flat)];
