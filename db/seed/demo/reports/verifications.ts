import { nameUuid } from '../ids.ts';
import { random } from '../random.ts';
import type { EntryRow, ReportRow, VerificationRow } from '../rows.ts';

/** The body that verifies counties and the zone. */
const BODY = '市统计局';

const REASONS = [
  '与年报底册核对，剔除跨期入账部分。',
  '抽查台账，部分项目未达到验收标准，不予计入。',
  '与主管部门数据比对，上报口径偏宽，按统一口径重算。',
  '现场核查，个别点位重复填报。',
  '按最终核算数更新，上报时为快报数。',
] as const;

/** One row for each verified figure of the reports that were accepted, and the entries that name them. */
export function withVerifications(
  seed: string,
  reports: readonly ReportRow[],
  entries: readonly EntryRow[],
): { readonly entries: readonly EntryRow[]; readonly verifications: readonly VerificationRow[] } {
  const byId = new Map(reports.map((report) => [report.id, report]));
  const verifications: VerificationRow[] = [];
  const named = entries.map((entry): EntryRow => {
    const report = byId.get(entry.reportId);
    const at = report?.decidedAt ?? report?.submittedAt;
    if (entry.verified == null || !report || !at) return entry;
    const id = nameUuid('verification', entry.reportId, entry.goalId);
    verifications.push({ id, ...looked(seed, report, entry), at });
    return { ...entry, verificationId: id };
  });
  return { entries: named, verifications };
}

function looked(seed: string, { cycleId, periodId }: ReportRow, entry: EntryRow): Omit<VerificationRow, 'id' | 'at'> {
  const { reportId, goalId, reported = null, verified: figure = null } = entry;
  const same = { reportId, goalId, number: 1, reported, figure, body: BODY };
  if (figure === reported) return { ...same, outcome: 'confirmed' };
  const draw = random(seed, 'verification', reportId, goalId);
  const document = `市统计局核查意见〔${cycleId}〕${1 + draw.int(0, 59)} 号（${periodId.toUpperCase()}）`;
  return { ...same, outcome: 'corrected', reason: draw.pick(REASONS), document };
}
