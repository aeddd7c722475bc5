import { isDeepStrictEqual } from 'node:util';
import { type Result, visibleTo } from '../../scoring/index.ts';
import { notPublic } from './releases.errors.ts';

/**
 * A release carries whole results with their inputs, so that anyone can recompute them. A result that has parts for a
 * unit's or the office's eyes only therefore cannot be released; publishing the public share of one waits.
 * @throws AppError naming what is not public.
 */
export function refuseHidden(result: Result): void {
  if (!isDeepStrictEqual(visibleTo(result, 'public'), result)) throw notPublic(result.scheme);
}
