import { type PublicShare, publicShare } from '../../proof/release/public-share.ts';
import type { Result, ScoringInput } from '../../scoring/index.ts';
import { notPublic } from './releases.errors.ts';

/**
 * What of a computation may be published; null where that is all of it.
 * @throws AppError where no unit's total is public: there would be nothing to publish.
 */
export function publicPart(input: ScoringInput, result: Result): PublicShare | null {
  const share = publicShare(input, result);
  if (share?.result.units.length === 0) throw notPublic(result.scheme);
  return share;
}
