import type { City, CityChannel, CityGroup } from '../../content/load.ts';
import { addCounts, type CodeBatchRow, insertUsed } from '../../db/queries/proofs.ts';
import { findWindow, isOver } from '../../db/queries/windows.ts';
import { keyedHash } from '../../proof/hash.ts';
import type { Dependencies, Entitlement } from '../context.ts';
import type { Sentence } from '../errors.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { windowNotOpen } from './proofs.errors.ts';

/** What two ballots about one unit can share at most: a person, a proof (a code, a number, an account), or anything. */
export type Unique = 'person' | 'proof' | 'none';

/** What is known of a channel when its uniqueness is told. */
export interface ChannelUse {
  readonly channel: CityChannel;
  /** The codes issued through it for one group. */
  readonly batches: readonly CodeBatchRow[];
}

/** One way of showing the right to rate. `prove` takes whatever the person shows and gives the entitlement. */
export interface ProofAdapter<Evidence> {
  readonly id: string;
  /** The city's channels that it serves. */
  readonly proofs: readonly CityChannel['proof'][];
  /** What the subject of a mark is made from, in words. */
  readonly takes: Sentence;
  readonly unique: (use: ChannelUse) => Unique;
  /** Numbers that are published; the others mean nothing for this kind of proof. */
  readonly publishes: readonly ('issued' | 'used' | 'voided')[];
  readonly prove: (deps: Dependencies, window: string, evidence: Evidence) => Promise<Entitlement>;
}

/** The channels that an adapter serves, with the groups that use them, in the city's order. */
export function channelsOf(city: City, proofs: readonly CityChannel['proof'][]): { readonly group: CityGroup; readonly channel: CityChannel }[] {
  return city.groups.flatMap((group) =>
    group.channels.flatMap((id) =>
      city.channels.filter((channel) => channel.id === id && proofs.includes(channel.proof)).map((channel) => ({ group, channel })),
    ),
  );
}

/** The subject of a mark: keyed by a secret of the window, so that neither code nor number can be found from it. */
export const subjectOf = ({ secrets }: Pick<Dependencies, 'secrets'>, window: string, kind: string, identifier: string): string =>
  keyedHash(secrets.derive(`subject:${window}`), kind, identifier);

/** Under what a proof is remembered as taken; made from the subject, and of no use for finding a mark. */
export const usedDigest = ({ secrets }: Pick<Dependencies, 'secrets'>, window: string, subject: string): string =>
  keyedHash(secrets.derive(`used:${window}`), 'used', subject);

/** Counts a proof the first time that it is taken. Call it while the window is held, so that it is not made void meanwhile. */
export async function countUse(
  tx: Parameters<typeof insertUsed>[0],
  deps: Dependencies,
  { window, group, channel, stratum, subject }: Entitlement,
): Promise<void> {
  if (await insertUsed(tx, window, usedDigest(deps, window, subject), stratum)) await addCounts(tx, window, group, channel, { used: 1 });
}

/** @throws AppError unless ratings are taken now, by the database's clock. */
export async function expectTaking(db: Parameters<typeof findWindow>[0], window: string): Promise<void> {
  const row = await findWindow(db, window);
  if (row === null) throw unknownWindow();
  if (row.state !== 'open' || (await isOver(db, window))) throw windowNotOpen();
}
