import type { Ballot } from '../../../proof/ballot.ts';
import { compareText } from '../../../proof/bytes.ts';
import { formOf, type ManifestQuestionnaire, type WindowManifest } from '../../../proof/manifest.ts';
import { type Labelled, mergeCells } from '../../../proof/merge.ts';
import { compareLeaves, type Leaf, type SpoiledReason } from '../../../proof/opening.ts';
import { type LabelSum, labelSums, type Sum } from '../../../proof/reconcile.ts';
import { answersIn, unpackBallot } from './content.ts';
import type { Opened } from './decrypt.ts';

/** The opened ballots of a window, packed: some hundred bytes each, in memory only until they leave sorted. */
export interface Pile {
  readonly add: (opened: Opened) => void;
  readonly size: () => number;
  /** Digests of the envelopes, sorted; hexadecimal. */
  readonly digests: () => Iterable<string>;
  /** Gives up labels until every cell is large enough. */
  readonly merge: (minimum: number) => void;
  /** Puts the leaves into the order of the log. */
  readonly sort: () => void;
  /** Leaf hashes in the order of the log. */
  readonly leafHashes: () => Iterable<string>;
  /** Leaves in the order of the log, from `start` up to before `end`. */
  readonly leaves: (start: number, end: number) => Leaf[];
  /** Each unit and group, sorted, with its valid ballots. */
  readonly lines: () => readonly { readonly unit: string; readonly group: string; readonly ballots: Iterable<LabelledAnswers> }[];
  readonly spoiled: () => Readonly<Record<string, number>>;
  /** Ballots and spoiled ones by channel and area over all units, by the labels they were cast with. */
  readonly labels: () => LabelSum[];
}

/** A valid ballot without its hash, and the labels that left the opening with it. */
export interface LabelledAnswers {
  readonly answers: Ballot['answers'];
  readonly labels: Labelled;
}

const HASH = 32;

/** Room for `total` ballots. @throws RangeError when more are added. */
export function createPile(total: number, manifest: WindowManifest): Pile {
  const [digests, hashes] = [Buffer.alloc(total * HASH), Buffer.alloc(total * HASH)];
  const [cellOf, lengthOf, startOf] = [new Uint32Array(total), new Uint32Array(total), new Float64Array(total)];
  const spoiled = new Map<number, SpoiledReason>();
  const cells = new Map<string, number>();
  const counts: number[] = [];
  const content = growing();
  let labels: readonly Labelled[] = [];
  let order: Uint32Array = new Uint32Array();
  let size = 0;

  const cellNumber = (name: string): number => {
    const known = cells.get(name) ?? cells.size;
    cells.set(name, known);
    counts[known] = (counts[known] ?? 0) + 1;
    return known;
  };
  const packed = (i: number): Uint8Array => content.read(startOf[i] as number, lengthOf[i] as number);
  const hashOf = (i: number): string => hashes.toString('hex', i * HASH, (i + 1) * HASH);
  const leaf = (i: number): Leaf => {
    const own = labels[cellOf[i] as number] as Labelled;
    return { leafHash: hashOf(i), ...own, ballot: unpackBallot(packed(i), own, manifest), spoiled: spoiled.get(i) ?? null };
  };

  return {
    add: (opened) => {
      const added = opened.cells.length;
      if (size + added > total) throw new RangeError('more envelopes than were closed in');
      digests.set(opened.digests, size * HASH);
      hashes.set(opened.leafHashes, size * HASH);
      let start = content.write(opened.contents);
      for (let i = 0; i < added; i++) {
        const reason = opened.spoiled[i] ?? null;
        cellOf[size + i] = cellNumber(opened.cells[i] as string);
        startOf[size + i] = start;
        lengthOf[size + i] = opened.lengths[i] as number;
        if (reason !== null) spoiled.set(size + i, reason);
        start += opened.lengths[i] as number;
      }
      size += added;
    },
    size: () => size,
    digests: () => hexOf(digests, sortedRows(digests, size)),
    merge: (minimum) => {
      labels = mergeCells(
        [...cells].map(([name, i]) => ({ ...readCell(name), ballots: counts[i] ?? 0 })),
        minimum,
      );
    },
    sort: () => {
      order = sortedRows(hashes, size, (a, b) => compareLeaves(leaf(a), leaf(b)));
    },
    leafHashes: () => hexOf(hashes, order),
    leaves: (start, end) => Array.from(order.subarray(start, end), leaf),
    lines: () => linesOf(order, (i) => labels[cellOf[i] as number] as Labelled, packed, manifest, spoiled),
    spoiled: () => {
      const byReason: Record<string, number> = {};
      for (const reason of spoiled.values()) byReason[reason] = (byReason[reason] ?? 0) + 1;
      return byReason;
    },
    labels: () =>
      labelSums(
        sumsOf(
          cells,
          counts,
          [...spoiled.keys()].map((i) => cellOf[i] as number),
        ),
      ),
  };
}

/** Ballots and spoiled ones of each cell. @param spoiled the cell of each ballot that does not count. */
function sumsOf(cells: ReadonlyMap<string, number>, ballots: readonly number[], spoiled: readonly number[]): Sum[] {
  const lost = new Map<number, number>();
  for (const cell of spoiled) lost.set(cell, (lost.get(cell) ?? 0) + 1);
  return [...cells].map(([name, i]) => ({ ...readCell(name), ballots: ballots[i] ?? 0, spoiled: lost.get(i) ?? 0 }));
}

function readCell(name: string): Labelled {
  const [unit = '', group = '', stratum = '', channel = '', riskClass = ''] = JSON.parse(name) as string[];
  return { unit, group, stratum, channel, riskClass };
}

/** Bytes that grow at the end. */
function growing() {
  let bytes = Buffer.alloc(1 << 16);
  let end = 0;
  return {
    write: (more: Uint8Array): number => {
      const start = end;
      end += more.length;
      if (end > bytes.length) bytes = Buffer.concat([bytes.subarray(0, start)], Math.max(end, bytes.length * 2));
      bytes.set(more, start);
      return start;
    },
    read: (start: number, length: number): Uint8Array => bytes.subarray(start, start + length),
  };
}

/** Numbers of the rows of 32 bytes in ascending order. Six bytes almost always decide, and compare as a number. */
function sortedRows(rows: Buffer, size: number, equal: (a: number, b: number) => number = () => 0): Uint32Array {
  const heads = Float64Array.from({ length: size }, (_, i) => rows.readUIntBE(i * HASH, 6));
  const compare = (a: number, b: number): number =>
    (heads[a] as number) - (heads[b] as number) || rows.compare(rows, b * HASH, (b + 1) * HASH, a * HASH, (a + 1) * HASH) || equal(a, b);
  return Uint32Array.from({ length: size }, (_, i) => i).sort(compare);
}

function* hexOf(rows: Buffer, order: Uint32Array): Generator<string> {
  for (const i of order) yield rows.toString('hex', i * HASH, (i + 1) * HASH);
}

type Lines = ReturnType<Pile['lines']>;

/** The rows of each unit and group; their answers are unpacked one after the other while they are counted. */
function linesOf(
  order: Uint32Array,
  labelsOf: (i: number) => Labelled,
  packed: (i: number) => Uint8Array,
  manifest: WindowManifest,
  spoiled: ReadonlyMap<number, SpoiledReason>,
): Lines {
  const lines = new Map<string, { readonly unit: string; readonly group: string; readonly rows: number[] }>();
  for (const i of order) {
    const { unit, group } = labelsOf(i);
    if (spoiled.has(i)) continue;
    const name = JSON.stringify([unit, group]);
    const line = lines.get(name) ?? { unit, group, rows: [] };
    lines.set(name, line);
    line.rows.push(i);
  }
  return [...lines]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { unit, group, rows }]) => ({ unit, group, ballots: ballotsOf(rows, labelsOf, packed, formOf(manifest, group)) }));
}

function* ballotsOf(
  rows: readonly number[],
  labelsOf: (i: number) => Labelled,
  packed: (i: number) => Uint8Array,
  form: ManifestQuestionnaire | null,
): Generator<LabelledAnswers> {
  if (form !== null) for (const i of rows) yield { answers: answersIn(packed(i), form), labels: labelsOf(i) };
}
