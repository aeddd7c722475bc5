import type { City } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { type AppealRow, listAppeals, listRejectedMessages } from '../../db/queries/cases.ts';
import { type CommentRow, listPublishedComments, listRejectedComments, type PublicEvidenceRow } from '../../db/queries/public.ts';
import type { ModerationEntry, ModerationLedger } from '../../proof/release/files.ts';
import { moderationLedger } from '../../proof/release/moderation.ts';
import { messageDigest } from '../../proof/release/texts.ts';
import { digestOf } from './comments.ts';
import { toEvidenceRecord } from './evidence.ts';

type ToDay = (moment: Date) => string;

/** What was refused or taken back, without a word of it. An entry stays where an appeal was granted. */
export async function publicModeration(tx: Queryable, city: City, evidence: readonly PublicEvidenceRow[], toDay: ToDay): Promise<ModerationLedger> {
  const published = await listPublishedComments(tx);
  const appeals = await listAppeals(tx);
  const appealOf = new Map(appeals.map((appeal) => [appeal.commentId, appeal]));
  const rowOf = new Map(published.map((row) => [row.id, row]));
  const refused = [...(await listRejectedComments(tx)), ...published.filter(({ state }) => state === 'withdrawn')];
  const entries = [
    ...refused.map((row) => ofComment(row, refusalOf(row), appealOf.get(row.id), toDay)),
    ...appeals.flatMap((appeal) => {
      const row = appeal.outcome === 'granted' ? rowOf.get(appeal.commentId) : undefined;
      return row?.state === 'published' ? [ofComment(row, { action: appeal.against, rule: appeal.rule, at: appeal.refusedAt }, appeal, toDay)] : [];
    }),
    ...(await listRejectedMessages(tx)).map(
      (row): ModerationEntry => ({
        ...{ action: 'rejected', what: 'message', unit: row.unitId, kind: row.commentKind as ModerationEntry['kind'], rule: row.rule ?? '' },
        decidedOn: toDay(row.decidedAt ?? row.createdAt),
        digest: messageDigest(row.commentId, { salt: row.salt, body: row.body ?? '' }),
      }),
    ),
    ...evidence.flatMap((file) => ofEvidence(file, toDay)),
  ];
  return moderationLedger(
    (city.comments?.rules ?? []).map(({ id }) => id),
    entries,
  );
}

interface Refusal {
  readonly action: ModerationEntry['action'];
  readonly rule: string;
  readonly at: Date;
}

const refusalOf = ({ state, rule, decidedAt, createdAt }: CommentRow): Refusal => ({
  action: state === 'withdrawn' ? 'withdrawn' : 'rejected',
  rule: rule ?? '',
  at: decidedAt ?? createdAt,
});

const ofComment = (row: CommentRow, { action, rule, at }: Refusal, appeal: AppealRow | undefined, toDay: ToDay): ModerationEntry => ({
  ...{ action, what: 'comment', unit: row.unitId, kind: row.kind, rule },
  decidedOn: toDay(at),
  digest: digestOf(row),
  ...(appeal && { appeal: { on: toDay(appeal.createdAt), outcome: appeal.outcome, decidedOn: appeal.decidedAt && toDay(appeal.decidedAt) } }),
});

function ofEvidence(file: PublicEvidenceRow, toDay: ToDay): ModerationEntry[] {
  const { digest, withdrawn } = toEvidenceRecord(file, toDay);
  return withdrawn ? [{ action: 'withdrawn', what: 'evidence', unit: file.unitId, kind: null, rule: withdrawn.rule, decidedOn: withdrawn.on, digest }] : [];
}
