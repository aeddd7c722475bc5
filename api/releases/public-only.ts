import { canonicalJson, type Result, visibleTo } from '../../scoring/index.ts';
import { notPublic } from './releases.errors.ts';

/**
 * A release carries whole results with their inputs, so that anyone can recompute them. A result that has parts for a
 * unit's or the office's eyes only therefore cannot be released; publishing the public share of one waits.
 * @throws AppError naming what is not public.
 */
export function refuseHidden(result: Result): void {
  const shown = visibleTo(result, 'public');
  if (canonicalJson(shown) !== canonicalJson(result)) throw notPublic(result.scheme);
}
