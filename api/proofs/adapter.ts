import type { City, CityChannel, CityGroup } from '../../content/load.ts';
import { findWindow, isOver } from '../../db/queries/windows.ts';
import { keyedHash } from '../../proof/hash.ts';
import type { Dependencies, Entitlement } from '../context.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { windowNotOpen } from './proofs.errors.ts';

/**
 * One way of showing the right to rate. `prove` takes whatever the person shows and gives the entitlement; what it
 * guarantees, and what not, is the city's own sentence about the channel (`uniqueness`).
 */
export interface ProofAdapter<Evidence> {
  readonly proofs: readonly CityChannel['proof'][];
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

/** @throws AppError unless ratings are taken now, by the database's clock. */
export async function expectTaking({ db }: Pick<Dependencies, 'db'>, window: string): Promise<void> {
  const row = await findWindow(db, window);
  if (row === null) throw unknownWindow();
  if (row.state !== 'open' || (await isOver(db, window))) throw windowNotOpen();
}
