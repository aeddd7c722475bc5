import { type Fault, fault } from '../faults.ts';
import type { GroupTally } from '../input.ts';
import type { Path } from '../scheme/walk.ts';
import { inFlagged } from './sentences.ts';

/** Flagged ballots are among the counted ones: question by question and level by level never more of them. */
export function checkFlagged({ counts, flagged }: GroupTally, path: Path): Fault[] {
  return Object.entries(flagged ?? {}).flatMap(([question, levels]) => {
    const here = [...path, 'flagged', question];
    const all = counts[question];
    if (all === undefined) return [fault(here, inFlagged.notAsked(question))];
    return Object.entries(levels).flatMap(([level, count]) =>
      count > (all[level] ?? 0) ? [fault([...here, level], inFlagged.more(level, count, all[level] ?? 0))] : [],
    );
  });
}
