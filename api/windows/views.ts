import type { z } from '@hono/zod-openapi';
import type { CityChannel } from '../../content/load.ts';
import { listDestroyedKeys } from '../../db/queries/window-decisions.ts';
import { findWindow, type WindowRow } from '../../db/queries/windows.ts';
import type { Alarm } from '../../proof/alarms.ts';
import type { ManifestGroup, WindowManifest } from '../../proof/manifest.ts';
import type { SpoiledReason } from '../../proof/opening.ts';
import type { SignedLog } from '../../proof/release/window-files.ts';
import { SPOILED } from '../../proof/spoiled.ts';
import type { Dependencies } from '../context.ts';
import { uniquenessOf } from '../proofs/uniqueness.ts';
import type { SignedClosing } from './closing.usecases.ts';
import { CUSTODY } from './custody.ts';
import { destroyedKey } from './destroyed.ts';
import { unknownWindow, wrongState } from './windows.errors.ts';
import type { SignedClosing as ClosingShape, WindowFacts, WindowSummary } from './windows.shapes.ts';

const closingOf = (row: WindowRow): SignedClosing | null => row.closingStatement as SignedClosing | null;

/** What anybody may know of a window at a glance. */
export const windowSummary = (row: WindowRow): z.infer<typeof WindowSummary> => ({
  id: row.id,
  cycle: row.cycleId,
  state: row.state,
  opensAt: row.opensAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
  keyCustody: row.keyCustody,
  keyCustodyNote: CUSTODY[row.keyCustody],
  manifestSha256: row.manifestSha256,
  ballots: closingOf(row)?.statement.ballots ?? null,
});

/** What a second body keeps of the closing. @throws AppError when there is no such window or it is not closed yet. */
export async function closingCopy({ db, secrets }: Dependencies, id: string): Promise<z.infer<typeof ClosingShape> & { readonly signingKey: string }> {
  const row = await findWindow(db, id);
  if (row === null) throw unknownWindow();
  const closing = closingOf(row);
  if (closing === null) throw wrongState(row.state, 'closed');
  return { ...(closing as z.infer<typeof ClosingShape>), signingKey: secrets.publicSigningKey };
}

/** Everything that is public about a window. Before closing no number of ballots is told, after it no answer that the tally does not hold. */
export async function windowFacts(deps: Dependencies, id: string): Promise<z.infer<typeof WindowFacts>> {
  const row = await findWindow(deps.db, id);
  if (row === null) throw unknownWindow();
  const groups = (row.manifest as WindowManifest | null)?.groups ?? [];
  const closing = closingOf(row);
  const uniqueness = await uniquenessOf(deps, id, closing !== null);
  const log = row.logStatement as SignedLog | null;
  return {
    ...windowSummary(row),
    publicKey: row.publicKey,
    signingKey: deps.secrets.publicSigningKey,
    groups: groups.map((group) => groupFacts(deps, group, closing, uniqueness)),
    openingProposed: row.openingProposedBy !== null,
    keyShares: (row.manifest as WindowManifest | null)?.keyShares ?? null,
    keyDestroyed: await keyDestroyed(deps, id),
    closing: closing as z.infer<typeof WindowFacts>['closing'],
    log: log as z.infer<typeof WindowFacts>['log'],
    spoiled: log && spoiledFacts(log),
    alarms: row.alarms === null ? null : (row.alarms as Alarm[]),
  };
}

const keyDestroyed = async ({ db }: Dependencies, id: string) => {
  const [decision] = await listDestroyedKeys(db, id);
  return decision ? destroyedKey(decision) : null;
};

const spoiledFacts = ({ statement }: SignedLog) =>
  Object.entries(statement.spoiled).map(([reason, ballots]) => ({ reason, sentence: SPOILED[reason as SpoiledReason] ?? { zh: reason, en: reason }, ballots }));

/** A channel that a window was sealed with and the city no longer has. */
const forgotten = (id: string): CityChannel => ({ id, label: { zh: id, en: id }, proof: 'import', uniqueness: { zh: '', en: '' } });

type Uniqueness = Awaited<ReturnType<typeof uniquenessOf>>;

function groupFacts({ city }: Dependencies, group: ManifestGroup, closing: SignedClosing | null, uniqueness: Uniqueness) {
  const told = city.groups.find(({ id }) => id === group.id);
  const unnamed = { zh: group.id, en: group.id };
  return {
    ...group,
    label: told?.label ?? unnamed,
    who: told?.who ?? unnamed,
    channels: group.channels.map((id) => {
      const channel = city.channels.find((entry) => entry.id === id) ?? forgotten(id);
      const of = (entry: { readonly group: string; readonly channel: string }): boolean => entry.group === group.id && entry.channel === id;
      const ballots = closing ? (closing.statement.channels.find(of)?.ballots ?? 0) : null;
      return {
        id,
        label: channel.label,
        uniqueness: channel.uniqueness,
        ...uniqueness(group, channel),
        ballots,
      };
    }),
  };
}
