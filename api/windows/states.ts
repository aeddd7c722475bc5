import type { WindowRow } from '../../db/queries/windows.ts';
import type { WindowState } from '../../db/schema/windows.ts';
import { unknownWindow, wrongState } from './windows.errors.ts';

/**
 * The window, if it is there and in the state that the step begins from. A window goes one way only: draft → sealed →
 * open → closed → opened → archived. @throws AppError
 */
export function expectState(row: WindowRow | null, needed: WindowState): WindowRow {
  if (row === null) throw unknownWindow();
  if (row.state !== needed) throw wrongState(row.state, needed);
  return row;
}
