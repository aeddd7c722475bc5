import type { PublicEvidenceRow } from '../../db/queries/public.ts';
import type { EvidenceRecord, EvidenceText } from '../../proof/release/files.ts';
import { evidenceDigest } from '../../proof/release/texts.ts';

/** A file as a report names it: no name, no digest of its bytes, so that a file taken back leaves nothing to guess from. */
export const toEvidenceRecord = (row: PublicEvidenceRow, toDay: (moment: Date) => string): EvidenceRecord => ({
  id: row.id,
  goal: row.goalCode,
  mediaType: row.mediaType,
  ...(row.flags.length > 0 && { flags: row.flags }),
  digest: evidenceDigest(row.id, toEvidenceText(row)),
  withdrawn: row.withdrawnAt ? { rule: row.withdrawnRule ?? '', on: toDay(row.withdrawnAt) } : null,
});

export const toEvidenceText = ({ salt, fileName, bytes, sha256, title, documentOn }: PublicEvidenceRow): EvidenceText => ({
  salt,
  fileName,
  bytes,
  sha256,
  ...(title && { title, documentOn }),
});
