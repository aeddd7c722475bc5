import { listDestroyedKeys } from '../../db/queries/window-decisions.ts';
import { listWindows } from '../../db/queries/windows.ts';
import type { Dependencies } from '../context.ts';
import { forgetDemonstrationKey } from './custody.ts';

/**
 * Windows that take ratings, or soon will, whose secret is not here: a database that was restored without it. Their
 * marks would be made with another secret, and whoever has rated could rate again.
 */
export async function windowsWithoutSecret({ db, secrets }: Pick<Dependencies, 'db' | 'secrets'>): Promise<string[]> {
  const windows = await listWindows(db);
  return windows.filter(({ id, state }) => (state === 'sealed' || state === 'open') && !secrets.hasWindow(id)).map(({ id }) => id);
}

/** Ends keys and secrets of windows whose end two holders have signed: again after a stop between the two. */
export async function forgetDestroyedKeys(deps: Pick<Dependencies, 'db' | 'secrets'>): Promise<void> {
  for (const { windowId } of await listDestroyedKeys(deps.db)) forgetKeys(deps, windowId);
}

export function forgetKeys(deps: Pick<Dependencies, 'secrets'>, window: string): void {
  forgetDemonstrationKey(deps, window);
  deps.secrets.forgetWindow(window);
}
