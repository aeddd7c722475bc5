import { exact } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import { inScheme } from '../../sentences.ts';
import { ascending } from '../../standing/grade.ts';
import type { Floor, GradeBand, Scheme } from '../schema.ts';
import { type Path, walk } from '../walk.ts';
import { duplicates, negative, vagueness } from './common.ts';

function between(lower: GradeBand, upper: GradeBand): Fault[] {
  const path = ['grades', 'bands'];
  if (lower.below === undefined || upper.from === undefined) return [];
  const order = exact(lower.below).compare(exact(upper.from));
  if (order < 0) return [fault(path, inScheme.bandGap(lower.below, upper.from))];
  return order > 0 ? [fault(path, inScheme.bandOverlap(upper.from, lower.below))] : [];
}

function bands(scheme: Scheme): Fault[] {
  if (scheme.grades === undefined) return [];
  const path = ['grades', 'bands'];
  const order = ascending(scheme.grades.bands);
  const open = (end: 'from' | 'below'): number => order.filter((band) => band[end] === undefined).length;
  const upside = order.filter(({ from, below }) => from !== undefined && below !== undefined && exact(from).compare(exact(below)) >= 0);
  const ends = open('from') === 1 && open('below') === 1 && order.at(-1)?.below === undefined;
  return [
    ...duplicates(scheme.grades.bands, path),
    ...(ends ? [] : [fault(path, inScheme.bandEnds())]),
    ...upside.map(({ id }) => fault(path, inScheme.bandEmpty(id))),
    ...order.slice(1).flatMap((upper, index) => between(order[index] ?? upper, upper)),
  ];
}

function vetoes(scheme: Scheme): Fault[] {
  const levels = scheme.categories.flatMap(({ grading }) => grading?.levels ?? []);
  const grades = new Set([...(scheme.grades?.bands ?? []), ...levels].map(({ id }) => id));
  const list = scheme.vetoes?.list ?? [];
  const each = list.flatMap((veto, index) => {
    const path = ['vetoes', 'list', index];
    const cap = veto.caps_grade;
    return [
      ...vagueness(veto.id, veto.measure, path),
      ...(cap !== undefined && !grades.has(cap) ? [fault([...path, 'caps_grade'], inScheme.unknownGrade(cap))] : []),
      ...(cap === undefined && veto.bars === undefined ? [fault(path, inScheme.idleVeto(veto.id))] : []),
    ];
  });
  return [...duplicates(list, ['vetoes', 'list']), ...each];
}

function floor(one: Floor, scheme: Scheme, path: Path): Fault[] {
  const ranked = scheme.categories.filter((category) => category.ranked);
  const lacking = ranked.filter(({ tree }) => !walk(tree).some(({ node }) => node.id === one.part));
  const share = one.not_in_bottom === undefined ? null : exact(one.not_in_bottom);
  return [
    ...lacking.map(({ id }) => fault([...path, 'part'], inScheme.unknownPart(one.part, id))),
    ...(one.at_least === undefined && share === null ? [fault(path, inScheme.idleFloor())] : []),
    ...(share !== null && (negative(share) || share.compare(exact(1)) > 0) ? [fault([...path, 'not_in_bottom'], inScheme.share())] : []),
  ];
}

function tieBreak(scheme: Scheme): Fault[] {
  const ranked = scheme.categories.filter((category) => category.ranked);
  return (scheme.tie_break ?? []).flatMap((part, index) =>
    ranked.filter(({ tree }) => !walk(tree).some(({ node }) => node.id === part)).map(({ id }) => fault(['tie_break', index], inScheme.unknownPart(part, id))),
  );
}

/** What can be wrong with grades, vetoes and commendation beyond their shape. */
export function checkStanding(scheme: Scheme): Fault[] {
  const floors = scheme.commendation?.requires ?? [];
  return [...bands(scheme), ...vetoes(scheme), ...tieBreak(scheme), ...floors.flatMap((one, index) => floor(one, scheme, ['commendation', 'requires', index]))];
}
