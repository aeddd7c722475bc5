import type { PublicEvidenceRow } from '../../db/queries/public.ts';
import type { UnitTexts } from '../../proof/release/files.ts';
import type { ReleasedComment } from './comments.ts';
import { toEvidenceText } from './evidence.ts';

/** The words of a release by unit: of its comments, and the names of its evidence. A unit that never had any has no file. */
export function unitTexts(comments: readonly ReleasedComment[], evidence: readonly PublicEvidenceRow[]): UnitTexts[] {
  const words = Map.groupBy(comments, ({ record }) => record.unit);
  const files = Map.groupBy(evidence, ({ unitId }) => unitId);
  return [...new Set([...words.keys(), ...files.keys()])].sort().map((unit) => ({
    format: 'gongping-texts/1',
    unit,
    comments: Object.fromEntries((words.get(unit) ?? []).flatMap(({ record, text }) => (text ? [[record.id, text]] : []))),
    evidence: Object.fromEntries((files.get(unit) ?? []).filter(({ withdrawnAt }) => withdrawnAt === null).map((row) => [row.id, toEvidenceText(row)])),
  }));
}
