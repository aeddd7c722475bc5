import { nameUuid, sha256 } from '../ids.ts';
import { random } from '../random.ts';
import type { AppealRow, CaseEventRow, CommentRow, ReplyRow } from '../rows.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

export interface DemoCases {
  readonly caseEvents: CaseEventRow[];
  readonly appeals: AppealRow[];
  /** Second answers, to most of what was reopened. */
  readonly replies: ReplyRow[];
}

const NOT_YET = ['上门看过一次就没有下文了，问题还在。', '答复说已处理，今天去看还是老样子。', '谢谢答复，不过这一段又出现了同样的情况。'];
const SECOND = ['经现场复核，前次处理不彻底，已重新安排并于昨日完成，向您致歉。', '已再次派人到场，并留下片区负责人的联系方式，后续由其跟进到底。'];
const STOPS = ['author', 'other-unit', 'expertise'] as const;

type Step = Pick<CaseEventRow, 'kind'> & Partial<CaseEventRow> & { readonly at: number };

/**
 * What happened to the demonstration's comments beside answers: many authors say whether it is solved, some reopen, some
 * clocks stood still, one refusal is appealed. Drawn from a stream of its own, so that comments and answers stay as they are.
 */
export function demoCases(seed: string, comments: readonly CommentRow[], replies: readonly ReplyRow[], installedAt: Date): DemoCases {
  const answers = new Map(replies.map((reply) => [reply.commentId, reply.createdAt?.getTime() ?? 0]));
  const now = installedAt.getTime() - HOUR;
  const caseEvents = comments.flatMap((comment) => {
    const answered = answers.get(comment.id);
    const received = comment.createdAt?.getTime() ?? 0;
    if (answered === undefined || comment.state !== 'published') return [];
    const draw = random(seed, 'case', comment.id);
    const steps: Step[] = [];
    const fate = draw.next();
    const spoke = answered + draw.int(1, 20) * DAY + HOUR;
    if (answered - received > 4 * DAY && draw.chance(0.3)) {
      steps.push({ kind: 'stopped', reason: draw.pick(STOPS), at: received + DAY }, { kind: 'resumed', at: received + 2 * DAY + HOUR });
    }
    if (fate < 0.45) steps.push({ kind: 'solved', at: spoke });
    else if (fate < 0.55) steps.push({ kind: 'not-solved', at: spoke });
    if (fate >= 0.93 && comment.kind !== 'suggestion' && comment.language !== 'en') {
      steps.push({ kind: 'reopened', at: spoke }, { kind: 'message', body: draw.pick(NOT_YET), decidedAt: new Date(spoke + 6 * HOUR), at: spoke + 60_000 });
    }
    return steps
      .filter(({ at }) => at < now)
      .map(
        ({ at, ...step }, i): CaseEventRow => ({
          id: nameUuid('case', `${comment.id}-${i}`),
          commentId: comment.id,
          salt: sha256(`gongping-demo/salt/${comment.id}/${i}`),
          createdAt: new Date(at),
          ...step,
        }),
      );
  });
  return { caseEvents, appeals: appealsOf(comments), replies: secondAnswers(seed, caseEvents, now) };
}

function secondAnswers(seed: string, events: readonly CaseEventRow[], now: number): ReplyRow[] {
  return events.flatMap(({ kind, commentId, createdAt }) => {
    const draw = random(seed, 'second-answer', commentId);
    const at = (createdAt?.getTime() ?? 0) + draw.int(1, 4) * DAY;
    if (kind !== 'reopened' || at > now || draw.chance(0.25)) return [];
    const salt = sha256(`gongping-demo/salt/${commentId}/second`);
    return [{ id: nameUuid('reply', `${commentId}-second`), commentId, body: draw.pick(SECOND), salt, createdAt: new Date(at) }];
  });
}

/** One refusal stands after its appeal, one appeal waits. */
function appealsOf(comments: readonly CommentRow[]): AppealRow[] {
  const refused = comments.filter(({ state }) => state === 'rejected');
  return refused.slice(1, 3).map((comment, i): AppealRow => {
    const at = (comment.decidedAt?.getTime() ?? 0) + DAY;
    return {
      commentId: comment.id,
      body: i === 0 ? '话说得重了些，但反映的是真事，请再看看。' : '旧车回收也是环保，希望能公开。',
      against: 'rejected',
      rule: comment.rule ?? '',
      refusedAt: comment.decidedAt ?? new Date(at),
      createdAt: new Date(at),
      ...(i === 0 && { outcome: 'dismissed' as const, decidedAt: new Date(at + DAY) }),
    };
  });
}
