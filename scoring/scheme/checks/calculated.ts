import { type Fault, fault } from '../../faults.ts';
import { inProcess } from '../../sentences.ts';
import type { Duty, Schedule } from '../duties.ts';
import type { SchemeNode } from '../nodes.ts';
import type { Path } from '../walk.ts';
import { duplicates } from './common.ts';

/** What can be wrong with a schedule. */
export function checkSchedule(schedule: Schedule | undefined, path: Path): Fault[] {
  if (schedule === undefined || 'on' in schedule) return [];
  const { months, days, working_days: working } = schedule.after;
  return months === undefined && days === undefined && working === undefined ? [fault([...path, 'after'], inProcess.countFrom())] : [];
}

const checkDuty = ({ due, not_before: opens }: Duty, path: Path): Fault[] => [
  ...checkSchedule(due, [...path, 'due']),
  ...checkSchedule(opens, [...path, 'not_before']),
];

/** What can be wrong with a node that works on other figures or on dates. What it refers to is checked with its category. */
export function calculated(node: SchemeNode, path: Path): Fault[] {
  switch (node.kind) {
    case 'linked':
      return node.link !== undefined && node.linked_by !== undefined ? [fault(path, inProcess.twoLinks())] : [];
    case 'count': {
      const free = [node.from, node.above, node.below, node.up_to].every((limit) => limit === undefined);
      return free ? [fault(path, inProcess.limitWanted())] : [];
    }
    case 'places':
      return node.table.flatMap(({ first, last }, index) =>
        (first === undefined) === (last === undefined) ? [fault([...path, 'table', index], inProcess.firstOrLast())] : [],
      );
    case 'periods':
      return duplicates(node.periods, [...path, 'periods']);
    case 'duties':
      return [...duplicates(node.duties, [...path, 'duties']), ...node.duties.flatMap((duty, index) => checkDuty(duty, [...path, 'duties', index]))];
    default:
      return [];
  }
}
