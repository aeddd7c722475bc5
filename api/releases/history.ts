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

/** What a release corrects, with its fields in the order of the published file whatever order the database gives. */
export const correctionOf = ({
  corrects,
  reasonZh,
  reasonEn,
  changes,
}: Pick<ReleaseRow, 'corrects' | 'reasonZh' | 'reasonEn' | 'changes'>): Correction | null =>
  corrects === null
    ? null
    : {
        release: corrects,
        reason: { zh: reasonZh ?? '', en: reasonEn ?? '' },
        changes: (changes ?? []).map(({ cycle, unit, total, rank }) => ({
          cycle,
          unit,
          total: { before: total.before, after: total.after },
          rank: { before: rank.before, after: rank.after },
        })),
      };
