import { type Ballot, ballotFault, ballotLeafHash, readBallot } from '../ballot.ts';
import { compareText, fromHex, utf8 } from '../bytes.ts';
import { formOf, manifestText, type WindowManifest } from '../manifest.ts';
import { leafHash } from '../merkle.ts';
import type { Leaf } from '../opening.ts';
import type { WindowRecord } from '../release/files.ts';
import { type Count, type CountMaker, countMaker } from '../splits.ts';
import { tileMaker } from './tiles.ts';

/** What a recount found: what does not hold, and the tallies by unit and group as counted again. */
export interface Recount {
  readonly faults: readonly { readonly kind: 'leaf' | 'order' | 'root' | 'counts' | 'cells'; readonly where: string }[];
  readonly ballots: number;
  readonly spoiled: Readonly<Record<string, number>>;
  /** unit → group → tally and splits of the valid ballots. */
  readonly tallies: ReadonlyMap<string, ReadonlyMap<string, Count>>;
}

/** Counts a window again from its ballots, one after the other: every leaf hash, the order, the root, what was spoiled, and every tally. */
export async function recount({ manifest, closing, log }: WindowRecord, leaves: AsyncIterable<Leaf>): Promise<Recount> {
  const faults: Recount['faults'][number][] = [];
  const maker = tileMaker();
  maker.add(fromHex(leafHash(utf8(manifestText(manifest)))));
  const makers = new Map<string, Map<string, CountMaker>>();
  const cells = new Map<string, number>();
  const spoiled: Record<string, number> = {};
  let [before, ballots] = ['', 0];
  for await (const leaf of leaves) {
    ballots += 1;
    if (!/^[0-9a-f]{64}$/.test(leaf.leafHash)) {
      faults.push({ kind: 'leaf', where: leaf.leafHash });
      continue;
    }
    if (compareText(before, leaf.leafHash) > 0) faults.push({ kind: 'order', where: leaf.leafHash });
    before = leaf.leafHash;
    maker.add(fromHex(leaf.leafHash));
    cells.set(`${leaf.unit} ${leaf.group}`, (cells.get(`${leaf.unit} ${leaf.group}`) ?? 0) + 1);
    const given = validAnswers(leaf, manifest);
    if (given === 'fault') faults.push({ kind: 'leaf', where: leaf.leafHash });
    else if (given === null) spoiled[leaf.spoiled ?? ''] = (spoiled[leaf.spoiled ?? ''] ?? 0) + 1;
    else makerOf(makers, leaf, manifest)?.add(given, leaf);
  }
  if (maker.root() !== log?.statement.root) faults.push({ kind: 'root', where: log?.statement.root ?? '' });
  if (ballots !== log?.statement.ballots || !sameCounts(spoiled, log.statement.spoiled)) faults.push({ kind: 'counts', where: 'log' });
  const closed = new Map((closing?.statement.cells ?? []).map((cell) => [`${cell.unit} ${cell.group}`, cell.ballots]));
  for (const name of new Set([...closed.keys(), ...cells.keys()])) if (closed.get(name) !== cells.get(name)) faults.push({ kind: 'cells', where: name });
  return { faults, ballots, spoiled, tallies: talliesOf(makers) };
}

/** Answers of a ballot that counts; null for one that is rightly spoiled. `fault`: it is not what its leaf or its reason says. */
function validAnswers({ leafHash: claimed, ballot: text, spoiled, unit, group }: Leaf, manifest: WindowManifest): Ballot['answers'] | null | 'fault' {
  const actual = text === null ? null : ballotLeafHash(text);
  const ballot = text === null ? null : (readBallot(utf8(text))?.ballot ?? null);
  const form = formOf(manifest, group);
  const counts =
    ballot !== null &&
    form !== null &&
    actual === claimed &&
    ballot.window === manifest.window &&
    ballot.unit === unit &&
    ballot.group === group &&
    ballotFault(ballot, form) === null;
  if (spoiled === null) return counts ? ballot.answers : 'fault';
  // A valid ballot may be spoiled only because its receipt's hash could not be opened or its labels lay elsewhere.
  return counts && spoiled !== 'leaf-unreadable' ? 'fault' : null;
}

function makerOf(makers: Map<string, Map<string, CountMaker>>, { unit, group }: Leaf, manifest: WindowManifest): CountMaker | null {
  const groups = makers.get(unit) ?? new Map<string, CountMaker>();
  makers.set(unit, groups);
  const form = formOf(manifest, group);
  const maker = groups.get(group) ?? (form && countMaker(form));
  if (maker) groups.set(group, maker);
  return maker;
}

const sameCounts = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key] === b[key]);

const talliesOf = (makers: ReadonlyMap<string, ReadonlyMap<string, CountMaker>>): Recount['tallies'] =>
  new Map([...makers].map(([unit, groups]) => [unit, new Map([...groups].map(([group, maker]) => [group, maker.count()]))]));
