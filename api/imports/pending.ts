import type { Queryable } from '../../db/client.ts';
import { openNumbers } from '../../db/queries/clippings.ts';
import { countUploads, deleteFiles } from '../../db/queries/imports.ts';
import { countWaiting, refuseWaiting } from '../../db/queries/partners.ts';

/** What came in by other channels and nobody has brought into the box: closing leaves it out. */
export interface Pending {
  readonly clippings: number;
  readonly files: number;
  readonly batches: number;
}

export async function pendingIn(db: Queryable, window: string): Promise<Pending> {
  const [clippings, files, batches] = [await openNumbers(db, window), await countUploads(db, window), await countWaiting(db, window)];
  return { clippings: clippings.length, files, batches };
}

export const isPending = ({ clippings, files, batches }: Pending): boolean => clippings + files + batches > 0;

const CLOSED = '评议期已经截止，批次没有来得及导入。 / The window closed before the batch was imported.';

/** What waits is left out: files are forgotten, and partners read why. Clippings are paper and stay numbered. */
export async function leaveOut(tx: Queryable, window: string): Promise<void> {
  await refuseWaiting(tx, window, CLOSED);
  await deleteFiles(tx, window);
}
