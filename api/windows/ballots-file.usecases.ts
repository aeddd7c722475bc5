import type { Database } from '../../db/client.ts';
import { eachLeaf } from '../../db/queries/leaves.ts';
import { listHandedOut } from '../../db/queries/window-decisions.ts';
import { findWindow } from '../../db/queries/windows.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import { type Auditor, sealBallots } from '../../proof/log/ballots-file.ts';
import type { Leaf } from '../../proof/opening.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { noAuditors } from './decisions.errors.ts';
import { unknownWindow } from './windows.errors.ts';

/**
 * The ballots of an opened window for the auditors whom two people named last. Readable ballots never leave this
 * process: they go out encrypted, piece by piece. @throws AppError where nobody was named
 */
export async function handOutBallots({ db, clock }: Dependencies, window: string, actor: string): Promise<AsyncGenerator<Uint8Array>> {
  const row = await findWindow(db, window);
  if (row === null) throw unknownWindow();
  const [decided] = await listHandedOut(db, window);
  if (!decided || row.logRoot === null) throw noAuditors();
  const { auditors } = decided.detail as { readonly auditors: readonly Auditor[] };
  await db.transaction((tx) =>
    audit(tx, clock(), {
      actor,
      action: 'window.ballots_handed_out',
      subject: `window:${window}`,
      detail: { auditors: auditors.map(({ name, publicKey }) => ({ name, key: fingerprintOf(publicKey) })) },
    }),
  );
  return sealBallots({ window, root: row.logRoot }, auditors, leavesOf(db, window));
}

async function* leavesOf(db: Database, window: string): AsyncGenerator<Leaf> {
  for await (const { unitId: unit, windowId: _, position: __, spoiled, ...rest } of eachLeaf(db, window))
    yield { ...rest, unit, spoiled: spoiled as Leaf['spoiled'] };
}
