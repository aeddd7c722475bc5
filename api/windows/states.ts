import type { WindowRow } from '../../db/queries/windows.ts';
import type { WindowState } from '../../db/schema/windows.ts';
import { unknownWindow, wrongState } from './windows.errors.ts';

/** A window goes one way only: draft → sealed → open → closed → opened → archived. */
export const NEXT: Readonly<Record<WindowState, WindowState | null>> = {
  draft: 'sealed',
  sealed: 'open',
  open: 'closed',
  closed: 'opened',
  opened: 'archived',
  archived: null,
};

/** The window, if it is there and in the state that the step begins from. @throws AppError */
export function expectState(row: WindowRow | null, needed: WindowState): WindowRow {
  if (row === null) throw unknownWindow();
  if (row.state !== needed) throw wrongState(row.state, needed);
  return row;
}
