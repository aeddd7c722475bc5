import type { Text } from '../../../scoring/index.ts';

/** One line of a verification: what was checked, and whether it holds. */
export interface Finding {
  /** Stable name of the check, e.g. `file.digest`, `scores.rank`. */
  readonly id: string;
  /** Null: cannot be checked by an outsider, or not here. */
  readonly holds: boolean | null;
  readonly sentence: Text;
  /** The file, and where in it; null for the release as a whole. */
  readonly where: string | null;
}

const finding =
  (holds: boolean | null) =>
  (id: string, where: string | null, zh: string, en: string): Finding => ({ id, holds, sentence: { zh, en }, where });

export const holds = finding(true);
export const fails = finding(false);
export const open = finding(null);

/** Findings of one kind beyond this number are counted, not listed. */
const LISTED = 12;

/** What fails, shortened where it is much; or the one sentence that all holds. */
export function failuresOr(failures: readonly Finding[], allHolds: Finding): Finding[] {
  if (failures.length === 0) return [allHolds];
  if (failures.length <= LISTED) return [...failures];
  const more = failures.length - LISTED;
  const { id, where } = allHolds;
  return [...failures.slice(0, LISTED), fails(id, where, `还有 ${more} 处同类问题。`, `There are ${more} more of this kind.`)];
}

/** Runs a check over content that may have any form: what cannot even be read does not hold. */
export function guarded(id: string, where: string | null, check: () => Finding[]): Finding[] {
  try {
    return check();
  } catch (error) {
    return [unreadable(id, where, error as Error)];
  }
}

/** The same for a check that reads other releases. */
export const guardedReading = (id: string, where: string | null, check: () => Promise<Finding[]>): Promise<Finding[]> =>
  Promise.resolve()
    .then(check)
    .catch((error: Error) => [unreadable(id, where, error)]);

function unreadable(id: string, where: string | null, error: Error): Finding {
  const told = error.message.split('\n')[0]?.slice(0, 200) ?? '';
  return fails(
    id,
    where,
    `${where ?? '发布'} 的内容不是约定的格式，无法核对（${told}）。`,
    `${where ?? 'The release'} does not have the agreed form and cannot be checked (${told}).`,
  );
}
