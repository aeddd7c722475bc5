import type { City } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { type CommentRow, listPublishedComments, listRejectedComments, type PublicEvidenceRow } from '../../db/queries/public.ts';
import type { ModerationEntry, ModerationLedger } from '../../proof/release/files.ts';
import { moderationLedger } from '../../proof/release/moderation.ts';
import { digestOf } from './comments.ts';
import { toEvidenceRecord } from './evidence.ts';

/** What was refused or taken back, without a word of it. */
export async function publicModeration(
  tx: Queryable,
  city: City,
  evidence: readonly PublicEvidenceRow[],
  toDay: (moment: Date) => string,
): Promise<ModerationLedger> {
  const withdrawn = (await listPublishedComments(tx)).filter(({ state }) => state === 'withdrawn');
  const entries = [
    ...(await listRejectedComments(tx)).map((row) => ofComment('rejected', row, toDay)),
    ...withdrawn.map((row) => ofComment('withdrawn', row, toDay)),
    ...evidence.flatMap((file) => ofEvidence(file, toDay)),
  ];
  return moderationLedger(
    (city.comments?.rules ?? []).map(({ id }) => id),
    entries,
  );
}

const ofComment = (action: ModerationEntry['action'], row: CommentRow, toDay: (moment: Date) => string): ModerationEntry => ({
  action,
  what: 'comment',
  unit: row.unitId,
  kind: row.kind,
  rule: row.rule ?? '',
  decidedOn: toDay(row.decidedAt ?? row.createdAt),
  digest: digestOf(row),
});

function ofEvidence(file: PublicEvidenceRow, toDay: (moment: Date) => string): ModerationEntry[] {
  const { digest, withdrawn } = toEvidenceRecord(file, toDay);
  return withdrawn ? [{ action: 'withdrawn', what: 'evidence', unit: file.unitId, kind: null, rule: withdrawn.rule, decidedOn: withdrawn.on, digest }] : [];
}
