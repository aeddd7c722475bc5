import { canonicalJson, replyParts, type Scheme, type UnitInput } from '../../../scoring/index.ts';
import type { ClockRules } from '../case-clock.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicScores } from '../files.ts';
import { replyValues } from '../reply-values.ts';
import { type Finding, fails, failuresOr, guarded, holds } from './finding.ts';

/** What scores count of reply records, counted again from the days of the comments in the same release. */
export const checkReplyValues = (scheme: Scheme, rules: ClockRules, contents: ReleaseContents, { cycle, input }: PublicScores): Finding[] => {
  const where = `scores/${cycle}/input.json`;
  return guarded('scores.replies', where, () => {
    const parts = replyParts(scheme);
    const asOf = input.repliesAsOf;
    if (parts.length === 0) return [];
    if (asOf === undefined)
      return [
        fails(
          'scores.replies',
          where,
          `${cycle} 的得分用到答复情况，但没有写明截至哪一天。`,
          `The scores of ${cycle} count reply records, but do not say up to which day.`,
        ),
      ];
    const counted = replyValues(scheme, { ...contents, rules }, { cycle, asOf, units: input.units });
    const differs = (unit: UnitInput): boolean =>
      parts.some(({ part, category, isPublic }) => {
        const given = unit.values?.[part];
        return unit.category === category && (isPublic || given !== undefined) && canonicalJson(given ?? null) !== canonicalJson(counted.get(unit.id)?.[part]);
      });
    return failuresOr(
      input.units
        .filter(differs)
        .map(({ id }) =>
          fails(
            'scores.replies',
            `${where} ${id}`,
            `${id} 计分所用的答复情况与截至 ${asOf} 公布的留言日期不符。`,
            `What the score of ${id} counts of its reply record does not follow from the dates of its comments up to ${asOf}.`,
          ),
        ),
      holds(
        'scores.replies',
        where,
        `${cycle} 计分所用的答复情况，都按截至 ${asOf} 的留言日期重算过，相符。`,
        `What the scores of ${cycle} count of reply records was counted again from the dates of comments up to ${asOf} and agrees.`,
      ),
    );
  });
};
