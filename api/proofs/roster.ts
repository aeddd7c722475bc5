import { countEntries, findEntries } from '../../db/queries/proofs.ts';
import { keyedHash } from '../../proof/hash.ts';
import type { Dependencies } from '../context.ts';
import type { Fault } from '../errors.ts';
import { badRoster, rosterTooLong, rosterTooShort } from './proofs.errors.ts';

/** One person on a list, as the letter shows it; none of its text is kept. */
export interface RosterLine {
  /** What tells the person from the others on the list: a number of the office's own, or all that is printed. */
  readonly key: string;
  /** Name and address, line by line; empty where the list has numbers only. */
  readonly address: readonly string[];
  /** The assessed unit that employs the person; null when none does, or the list does not say. */
  readonly employer: string | null;
}

/** With fewer lines a batch would almost tell which code was whose. Groups that are smaller are issued at once. */
const FEWEST = 5;

interface Listed {
  readonly window: string;
  readonly group: string;
  readonly roster: readonly RosterLine[];
}

/** Keyed hashes of the lines, none of which has a code yet. @throws AppError with a fault for each line that has. */
export async function expectNewLines(tx: Parameters<typeof findEntries>[0], deps: Dependencies, { window, group, roster }: Listed): Promise<string[]> {
  const size = deps.city.groups.find(({ id }) => id === group)?.roster ?? null;
  const least = Math.min(FEWEST, size ?? FEWEST);
  if (roster.length < least) throw rosterTooShort(least);
  const key = deps.secrets.derive(`roster:${window}`);
  const hashes = roster.map((line) => keyedHash(key, 'roster', group, line.key));
  const issued = await findEntries(tx, window, group, hashes);
  const first = new Map(hashes.map((hash, i) => [hash, i] as const).reverse());
  const faults = hashes.flatMap((hash, i) => lineFault(i, issued.has(hash), first.get(hash) ?? i));
  if (faults.length > 0) throw badRoster(faults.slice(0, 100));
  const total = (await countEntries(tx, window, group)) + roster.length;
  if (size !== null && total > size) throw rosterTooLong(size, total);
  return hashes.sort();
}

function lineFault(at: number, issued: boolean, first: number): Fault[] {
  const path = `roster.${at}`;
  if (issued) return [{ path, message: { zh: `第 ${at + 1} 人已经发过评议码。`, en: `Person ${at + 1} has been issued a code already.` } }];
  if (first !== at) return [{ path, message: { zh: `第 ${at + 1} 人与第 ${first + 1} 人相同。`, en: `Person ${at + 1} is the same as person ${first + 1}.` } }];
  return [];
}
