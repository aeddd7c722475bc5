import { MERGED } from '../../proof/merge.ts';
import type { Dump, StolenRow } from './dump.ts';
import type { Truth } from './window.ts';

/** An attempt to say which leaf an envelope became, and how often it was right. */
export interface Attempt {
  readonly name: string;
  readonly rate: number;
}

export interface Outcome {
  /** Mean over the envelopes of 1 / (leaves that its labels allow): the rate of somebody who guesses. */
  readonly chance: number;
  /** The best attempts, the best first. */
  readonly attempts: readonly Attempt[];
}

const LABELS = ['unit_id', 'group', 'stratum', 'channel', 'risk_class'] as const;

interface Item {
  readonly row: StolenRow;
  readonly signals: ReadonlyMap<string, string | number>;
}

/** Leaves that an envelope's labels allow, with all envelopes that they allow. */
interface Cell {
  readonly envelopes: readonly Item[];
  readonly leaves: readonly Item[];
}

/**
 * Tries to link envelopes to leaves by everything that was stolen: equal values, equal lengths, and equal order by any
 * column, any place in any file, any transaction number, and the time of casting, which a watcher knows.
 * @param stolen dumps of the open window, of the closed one and of the opened one, in that order
 */
export function attack(window: string, stolen: readonly Dump[], truths: readonly Truth[]): Outcome {
  const [first] = stolen;
  const last = stolen.at(-1);
  const arrival = new Map(truths.map(({ ticket }, i) => [ticket, i]));
  const envelopes = boxRows(first, window).map((row) =>
    withSignals(row, String(row['ticket']), stolen.slice(0, -1), { arrival: arrival.get(String(row['ticket'])) ?? 0 }),
  );
  const leaves = rowsOf(last, 'public.leaves', window).map((row) => withSignals(row, String(row['leaf_hash']), last ? [last] : [], {}));
  const known = boxRows(stolen.at(-2), window);
  const earlier = new Map(known.map((row) => [String(row['ticket']), row]));
  const all = envelopes.map((item) => ({
    ...item,
    signals: new Map([...item.signals, ...columnSignals(earlier.get(String(item.row['ticket'])) ?? {}, 'closed: ')]),
  }));
  const cells = cellsOf(all, leaves);
  const truth = new Map(truths.map(({ ticket, leafHash }) => [ticket, leafHash]));
  const rate = (guess: Guess): number => rateOf(cells, truth, guess);
  const [before, after] = [signalNames(all), signalNames(leaves)];
  const attempts = before.flatMap((a) =>
    after.flatMap((b) => [
      { name: `order by ${a} = order by ${b}`, rate: rate(byOrder(a, b, 1)) },
      { name: `order by ${a} = reversed order by ${b}`, rate: rate(byOrder(a, b, -1)) },
      { name: `${a} equals ${b}`, rate: rate(byClass(a, b, String)) },
      { name: `length of ${a} goes with length of ${b}`, rate: rate(byLength(a, b)) },
    ]),
  );
  const guessing = rate(({ leaves: all }) => (_, i) => ({ candidates: all.length > 0 ? all : [], i }));
  return { chance: guessing, attempts: [{ name: 'labels alone', rate: guessing }, ...attempts].sort((a, b) => b.rate - a.rate) };
}

const rowsOf = (dump: Dump | undefined, table: string, window: string): readonly StolenRow[] =>
  (dump?.tables.get(table) ?? []).filter((row) => row['window_id'] === window);

const boxRows = (dump: Dump | undefined, window: string): readonly StolenRow[] =>
  [...(dump?.tables ?? [])].flatMap(([name, rows]) => (name.startsWith('public.envelopes') ? rows.filter((row) => row['window_id'] === window) : []));

function withSignals(row: StolenRow, token: string, dumps: readonly Dump[], more: Readonly<Record<string, number>>): Item {
  const places = dumps.flatMap(({ raw }, i) => [...raw].map(([file, offsets]) => [`${i}: place in ${file}`, offsets.get(token)] as const));
  const found = places.flatMap(([name, offset]) => (offset === undefined ? [] : [[name, offset] as const]));
  return { row, signals: new Map<string, string | number>([...columnSignals(row, ''), ...found, ...Object.entries(more)]) };
}

const columnSignals = (row: StolenRow, prefix: string): [string, string | number][] =>
  Object.entries(row).flatMap(([name, value]) =>
    value === null || (LABELS as readonly string[]).includes(name) || name === 'window_id' ? [] : [[prefix + name, value] as [string, string | number]],
  );

const signalNames = (items: readonly Item[]): string[] => {
  const values = new Map<string, Set<string | number>>();
  for (const { signals } of items) for (const [name, value] of signals) values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values].flatMap(([name, different]) => (different.size > 1 ? [name] : []));
};

/** Per unit and group: a label that left merged allows any. */
function cellsOf(envelopes: readonly Item[], leaves: readonly Item[]): Cell[] {
  const kept = new Map<string, readonly string[]>();
  for (const { row } of leaves)
    kept.set(
      `${row['unit_id']} ${row['group']}`,
      LABELS.filter((label) => row[label] !== MERGED),
    );
  const name = (row: StolenRow): string => (kept.get(`${row['unit_id']} ${row['group']}`) ?? LABELS).map((label) => row[label]).join('\n');
  const [before, after] = [Map.groupBy(envelopes, ({ row }) => name(row)), Map.groupBy(leaves, ({ row }) => name(row))];
  return [...before].map(([cell, inside]) => ({ envelopes: inside, leaves: after.get(cell) ?? [] }));
}

/** For each envelope of a cell the leaves that it may have become; one is drawn from them. */
type Guess = (cell: Cell) => (envelope: Item, i: number) => { readonly candidates: readonly Item[] };

/** Expected share of envelopes whose leaf is guessed right. */
function rateOf(cells: readonly Cell[], truth: ReadonlyMap<string, string>, guess: Guess): number {
  let right = 0;
  let total = 0;
  for (const cell of cells) {
    const guessIn = guess(cell);
    cell.envelopes.forEach((envelope, i) => {
      const { candidates } = guessIn(envelope, i);
      const leaf = truth.get(String(envelope.row['ticket']));
      total += 1;
      if (candidates.some(({ row }) => row['leaf_hash'] === leaf)) right += 1 / candidates.length;
    });
  }
  return total === 0 ? 0 : right / total;
}

const compare = (a: string | number | undefined, b: string | number | undefined): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '') < String(b ?? '') ? -1 : 1;
};

const byOrder =
  (a: string, b: string, direction: 1 | -1): Guess =>
  ({ envelopes, leaves }) => {
    const places = new Map([...envelopes].sort((x, y) => compare(x.signals.get(a), y.signals.get(a))).map((item, i) => [item, i]));
    const sorted = [...leaves].sort((x, y) => direction * compare(x.signals.get(b), y.signals.get(b)));
    return (envelope) => {
      const leaf = sorted[places.get(envelope) ?? -1];
      return { candidates: leaf ? [leaf] : leaves };
    };
  };

const byClass =
  (a: string, b: string, of: (value: string | number) => string): Guess =>
  ({ leaves }) => {
    const classes = Map.groupBy(leaves, ({ signals }) => of(signals.get(b) ?? ''));
    return (envelope) => ({ candidates: classes.get(of(envelope.signals.get(a) ?? '')) ?? leaves });
  };

/** Lengths differ by one constant: the one that fits the mean of both. */
const byLength =
  (a: string, b: string): Guess =>
  ({ envelopes, leaves }) => {
    const lengthOf = (item: Item, name: string): number => String(item.signals.get(name) ?? '').length;
    const mean = (items: readonly Item[], name: string): number => items.reduce((sum, item) => sum + lengthOf(item, name), 0) / items.length;
    // Bytes stand as two hexadecimal figures in a dump.
    const scale = envelopes.some((item) => String(item.signals.get(a)).startsWith('\\x')) ? 2 : 1;
    const shift = Math.round(mean(envelopes, a) / scale - mean(leaves, b));
    const classes = Map.groupBy(leaves, (item) => lengthOf(item, b));
    return (envelope) => ({ candidates: classes.get(lengthOf(envelope, a) / scale - shift) ?? leaves });
  };
