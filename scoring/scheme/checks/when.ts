import { type Fault, fault } from '../../faults.ts';
import { inProcess } from '../../sentences.ts';
import type { Condition, When } from '../conditions.ts';
import type { Path } from '../walk.ts';

/** Ids that conditions may name. */
export interface Known {
  readonly parts: ReadonlySet<string>;
  readonly grades: ReadonlySet<string>;
  readonly vetoes: ReadonlySet<string>;
}

function ids(one: Condition, known: Known, path: Path): Fault[] {
  return [
    ...(one.part === undefined || known.parts.has(one.part) ? [] : [fault([...path, 'part'], inProcess.notYet(one.part))]),
    ...(one.veto === undefined || one.veto === 'any' || known.vetoes.has(one.veto) ? [] : [fault([...path, 'veto'], inProcess.unknownVeto(one.veto))]),
    ...(one.grade ?? []).flatMap((id, index) => (known.grades.has(id) ? [] : [fault([...path, 'grade', index], inProcess.unknownLevel(id))])),
  ];
}

function condition(one: Condition, known: Known, path: Path): Fault[] {
  const asked = [one.part, one.grade, one.veto, one.place_up_to].filter((what) => what !== undefined).length;
  if (asked !== 1) return [fault(path, inProcess.oneCondition())];
  const limited = [one.from, one.above, one.below, one.up_to].some((limit) => limit !== undefined);
  if (one.part !== undefined && !limited) return [fault(path, inProcess.limitWanted())];
  if (one.part === undefined && limited) return [fault(path, inProcess.limitIdle())];
  return ids(one, known, path);
}

/** What can be wrong with a set of conditions. */
export function checkWhen(when: When | undefined, known: Known, path: Path): Fault[] {
  if (when === undefined) return [];
  if ((when.any === undefined) === (when.all === undefined)) return [fault(path, inProcess.anyOrAll())];
  const key = when.any === undefined ? 'all' : 'any';
  return (when.any ?? when.all ?? []).flatMap((one, index) => condition(one, known, [...path, key, index]));
}
