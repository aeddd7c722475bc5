import type { Queryable } from '../../db/client.ts';
import { closeClippings, insertKeying, type KeyingRow, listKeyings, lockClipping, openNumbers, receiveClippings } from '../../db/queries/clippings.ts';
import { insertImport } from '../../db/queries/imports.ts';
import { addCounts } from '../../db/queries/proofs.ts';
import { findWindow } from '../../db/queries/windows.ts';
import type { ClippingFigures, ImportOrigin } from '../../db/schema/imports.ts';
import { fromUtf8, utf8 } from '../../proof/bytes.ts';
import { canonicalJson, type Json } from '../../proof/canonical.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { formOf, type ManifestQuestionnaire } from '../../proof/manifest.ts';
import { audit } from '../audit.ts';
import { type CastBallot, putSealed, sealMany } from '../ballots/batch.usecases.ts';
import type { Dependencies } from '../context.ts';
import { keep, takeOut } from '../imports/keeping.ts';
import { subjectOf } from '../proofs/adapter.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { expectState } from '../windows/states.ts';
import { faultyKeying, keyedByYou, noneToCommit, noPaperChannel, notSettled, settled, unknownClipping } from './clippings.errors.ts';
import { type Reading, readLines, type SpoiledClipping } from './reading.ts';

/** Where the clippings of a window belong. */
interface Paper {
  readonly group: string;
  readonly channel: string;
  readonly form: ManifestQuestionnaire;
  readonly units: readonly string[];
}

async function paperOf(deps: Dependencies, window: string): Promise<Paper> {
  expectState(await findWindow(deps.db, window), 'open');
  const { manifest } = await sealedWindow(deps, window);
  const channel = deps.city.channels.find(({ proof }) => proof === 'paper')?.id ?? '';
  const group = manifest.groups.find(({ channels }) => channels.includes(channel));
  const form = group && formOf(manifest, group.id);
  if (!group || !form) throw noPaperChannel();
  return { group: group.id, channel, form, units: manifest.units };
}

/** Numbers clippings on receipt: the office stamps these numbers on them. */
export async function receive(deps: Dependencies, window: string, count: number, actor: string): Promise<{ readonly first: number; readonly last: number }> {
  await paperOf(deps, window);
  return deps.db.transaction(async (tx) => {
    const numbers = await receiveClippings(tx, window, count);
    await audit(tx, deps.clock(), { actor, action: 'clipping.received', subject: `window:${window}`, detail: numbers });
    return numbers;
  });
}

export type Keyed = { readonly text: string } | { readonly spoiled: SpoiledClipping };

/**
 * Keeps what somebody read on a clipping. The first two people work independently and do not hear whether they agree;
 * where they differ, a third person's reading decides. @returns which keying it was.
 */
export async function keyClipping(deps: Dependencies, window: string, number: number, keyed: Keyed, actor: string): Promise<number> {
  const { form, units } = await paperOf(deps, window);
  const reading = readingOf(keyed, form, units);
  return deps.db.transaction(async (tx) => {
    const clipping = await lockClipping(tx, window, number);
    if (clipping === null) throw unknownClipping();
    const before = await listKeyings(tx, window, number);
    if (clipping.importId !== null || isSettled(deps, before)) throw settled();
    if (before.some(({ keyedBy }) => keyedBy === actor)) throw keyedByYou();
    const round = before.length + 1;
    await insertKeying(tx, {
      windowId: window,
      number,
      round,
      keyedBy: actor,
      sealed: keep(deps, window, placeOf({ number, round }), utf8(canonicalJson(reading as unknown as Json))),
    });
    await audit(tx, deps.clock(), { actor, action: 'clipping.keyed', subject: `window:${window}`, detail: { number, round } });
    return round;
  });
}

function readingOf(keyed: Keyed, form: ManifestQuestionnaire, units: readonly string[]): Reading {
  if ('spoiled' in keyed) return { spoiled: keyed.spoiled };
  const { ballots, faults } = readLines(keyed.text, form, units);
  if (faults.length > 0) throw faultyKeying(faults);
  return { ballots };
}

const placeOf = ({ number, round }: Pick<KeyingRow, 'number' | 'round'>): string => `clipping ${number} ${round}`;
const textOf = (deps: Dependencies, row: KeyingRow): string => fromUtf8(takeOut(deps, row.windowId, placeOf(row), row.sealed));

const differs = (deps: Dependencies, [first, second]: readonly KeyingRow[]): boolean =>
  first !== undefined && second !== undefined && textOf(deps, first) !== textOf(deps, second);

const isSettled = (deps: Dependencies, keyings: readonly KeyingRow[]): boolean => keyings.length === 3 || (keyings.length === 2 && !differs(deps, keyings));

export interface Clippings {
  readonly open: number;
  /** The next clippings this person can key, in the order of their numbers. */
  readonly next: readonly number[];
  readonly keyedOnce: number;
  readonly settled: number;
  /** Numbers whose two keyings differ and that wait for a third person. */
  readonly differing: readonly number[];
}

const MOST_NEXT = 20;

/** How far the keying is, without any answer. */
export async function clippingsOf(deps: Dependencies, window: string, actor: string): Promise<Clippings> {
  const numbers = await openNumbers(deps.db, window);
  const of = await keyingsByNumber(deps.db, window);
  const keyings = (number: number): readonly KeyingRow[] => of.get(number) ?? [];
  const open = numbers.filter((number) => !isSettled(deps, keyings(number)));
  return {
    open: numbers.length,
    next: open.filter((number) => !keyings(number).some(({ keyedBy }) => keyedBy === actor)).slice(0, MOST_NEXT),
    keyedOnce: open.filter((number) => keyings(number).length === 1).length,
    settled: numbers.length - open.length,
    differing: open.filter((number) => keyings(number).length === 2),
  };
}

async function keyingsByNumber(db: Queryable, window: string): Promise<ReadonlyMap<number, readonly KeyingRow[]>> {
  const found = new Map<number, KeyingRow[]>();
  for (const row of await listKeyings(db, window)) found.set(row.number, [...(found.get(row.number) ?? []), row]);
  return found;
}

/** Seals all settled clippings into the box, or none while one is left; how many differed and were spoiled is published. */
export async function commitClippings(
  deps: Dependencies,
  window: string,
  origin: ImportOrigin,
  actor: string,
): Promise<ClippingFigures & { readonly ballots: number }> {
  const paper = await paperOf(deps, window);
  return deps.db.transaction(async (tx) => {
    const numbers = await openNumbers(tx, window, true);
    const of = await keyingsByNumber(tx, window);
    const left = numbers.filter((number) => !isSettled(deps, of.get(number) ?? []));
    const last = numbers.at(-1);
    if (last === undefined) throw noneToCommit();
    if (left.length > 0) throw notSettled(left);
    const readings = numbers.map((number) => ({ number, reading: JSON.parse(textOf(deps, lastOf(of.get(number)))) as Reading }));
    const rows = await sealMany(
      deps,
      window,
      readings.flatMap(({ number, reading }) => toBallots(deps, window, paper, number, reading)),
    );
    const figures = figuresOf(readings, numbers.filter((number) => differs(deps, of.get(number) ?? [])).length);
    const range = `${numbers[0]}-${last}`;
    const id = await insertImport(tx, {
      ...{ windowId: window, kind: 'clippings', group: paper.group, channel: paper.channel, origin, clippings: figures, mapping: {} },
      ...{ fileSha256: sha256Hex(`clippings:${window}:${range}`), fileName: range, people: numbers.length, ballots: rows.length },
    });
    if (id === null) throw noneToCommit();
    await putSealed(tx, window, rows);
    await addCounts(tx, window, paper.group, paper.channel, { issued: numbers.length });
    await closeClippings(tx, window, id, last);
    await audit(tx, deps.clock(), {
      actor,
      action: 'clipping.committed',
      subject: `window:${window}`,
      detail: { import: id, ...figures, ballots: rows.length },
    });
    return { ...figures, ballots: rows.length };
  });
}

function lastOf(keyings: readonly KeyingRow[] | undefined): KeyingRow {
  const last = keyings?.at(-1);
  if (!last) throw new Error('a settled clipping has a keying');
  return last;
}

function figuresOf(readings: readonly { readonly reading: Reading }[], differed: number): ClippingFigures {
  const spoiled: Record<string, number> = {};
  for (const { reading } of readings) if (reading.spoiled) spoiled[reading.spoiled] = (spoiled[reading.spoiled] ?? 0) + 1;
  return { received: readings.length, spoiled, differed };
}

/** The subject is the clipping: whether one reader sent several cannot be known. */
const toBallots = (deps: Dependencies, window: string, { group, channel }: Paper, number: number, { ballots = [] }: Reading): CastBallot[] =>
  ballots.map(({ unit, answers }) => ({ unit, group, channel, answers, subject: subjectOf(deps, window, 'paper', String(number)) }));
