import { canonicalJson } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import { replyRecord } from '../reply-record.ts';
import { workingDays } from '../working-days.ts';
import { type Finding, fails, failuresOr, guarded, holds } from './finding.ts';

const WHERE = 'reply-record.json';

export interface CommentRules {
  readonly kinds: readonly { readonly id: string; readonly replyWithin: number | null }[];
}

/** The day for each answer, counted in working days, and the record of each unit follow from the comments and the calendar. */
export const checkReplies = (rules: CommentRules | undefined, contents: ReleaseContents): Finding[] =>
  guarded('replies.record', WHERE, () => {
    const { comments, calendar } = contents;
    if (!calendar.from) return []; // an earlier form
    const days = workingDays(calendar);
    const within = new Map(rules?.kinds.map(({ id, replyWithin }) => [id, replyWithin]));
    const due = (kind: string, receivedOn: string): string | null => {
      const count = within.get(kind) ?? null;
      return count === null ? null : days.after(receivedOn, count);
    };
    const record = new Map(replyRecord(comments, calendar).map((line) => [`${line.unit} ${line.cycle}`, line]));
    const failures = [
      ...comments
        .filter(({ kind, receivedOn, answerBy }) => due(kind, receivedOn) !== answerBy)
        .map(({ id }) =>
          fails(
            'replies.clock',
            `comments.json ${id}`,
            `留言 ${id} 的最迟答复日不是按工作日历算出的那一天。`,
            `The last day for an answer to comment ${id} is not the one the working days give.`,
          ),
        ),
      ...(record.size === contents.replyRecord.length
        ? []
        : [fails('replies.record', WHERE, '答复情况缺少或多出单位。', 'The record of replies lacks units or has too many.')]),
      ...contents.replyRecord
        .filter((line) => canonicalJson(line) !== canonicalJson(record.get(`${line.unit} ${line.cycle}`) ?? null))
        .map(({ unit, cycle }) =>
          fails(
            'replies.record',
            `${WHERE} ${unit} ${cycle}`,
            `${unit} ${cycle} 的答复情况与公布的留言日期不符。`,
            `The record of replies of ${unit}, ${cycle}, does not follow from the dates of its comments.`,
          ),
        ),
    ];
    return failuresOr(
      failures,
      holds(
        'replies.record',
        WHERE,
        `${comments.length} 条留言的答复期限和 ${record.size} 个单位的答复情况，都按公布的工作日历重算过，相符。`,
        `The days for answers to ${comments.length} comments and the records of ${record.size} units were counted again by the published calendar and agree.`,
      ),
    );
  });
