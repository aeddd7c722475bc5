import type { ReleaseRow } from '../../db/queries/releases.ts';
import type { Correction, PublicRelease } from '../../proof/release/files.ts';

/** What a published release is in the list that later ones carry. */
export const toPublicRelease = (row: ReleaseRow): PublicRelease => ({
  number: row.number ?? 0,
  kind: row.kind,
  stage: row.stage,
  generatedAt: row.publishedAt?.toISOString() ?? '',
  cycles: row.cycles,
  corrects: correctionOf(row),
  objectionsUntil: row.objectionsUntil,
  manifestSha256: row.manifestSha256 ?? '',
});

export const correctionOf = ({ corrects, reasonZh, reasonEn }: Pick<ReleaseRow, 'corrects' | 'reasonZh' | 'reasonEn'>): Correction | null =>
  corrects === null ? null : { release: corrects, reason: { zh: reasonZh ?? '', en: reasonEn ?? '' } };
