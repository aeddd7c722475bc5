import { canonicalJson } from '../../canonical.ts';
import { exact, sumOf, ZERO } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import { inProcess } from '../../sentences.ts';
import type { Grading } from '../grading.ts';
import type { Path } from '../walk.ts';
import { checkBands } from './bands.ts';
import { duplicates } from './common.ts';
import { checkWhen, type Known } from './when.ts';

function rules({ rules: list = [] }: Grading, known: Known, path: Path): Fault[] {
  const said = list.map(({ when }) => canonicalJson(when));
  return list.flatMap((rule, index) => [
    ...checkWhen(rule.when, known, [...path, 'rules', index, 'when']),
    ...(said.indexOf(said[index] ?? '') < index ? [fault([...path, 'rules', index], inProcess.unreachableRule(rule.id))] : []),
  ]);
}

function quotas({ quotas: list = [] }: Grading, known: Known, path: Path): Fault[] {
  if (list.length === 0) return [];
  const shares = list.map(({ share }) => exact(share));
  const wild = shares.some((share) => share.compare(ZERO) <= 0) || sumOf(shares).compare(exact(1)) > 0;
  const each = list.flatMap((quota, index) => {
    const here = [...path, 'quotas', index];
    const by = known.parts.has(quota.by) ? [] : [fault([...here, 'by'], inProcess.notYet(quota.by))];
    return [...by, ...checkWhen(quota.proposed, known, [...here, 'proposed']), ...checkWhen(quota.barred, known, [...here, 'barred'])];
  });
  return [...(wild ? [fault([...path, 'quotas'], inProcess.quota())] : []), ...each];
}

function levels(grading: Grading, path: Path): Fault[] {
  const known = grading.levels.map(({ id }) => id);
  const given = [
    ...(grading.rules ?? []).map(({ level }) => level),
    ...(grading.quotas ?? []).map(({ level }) => level),
    ...(grading.places ?? []).map(({ level }) => level),
    ...(grading.bands?.bands ?? []).map(({ level }) => level),
    ...(grading.otherwise === undefined ? [] : [grading.otherwise]),
  ];
  const strangers = [...new Set(given)].filter((id) => !known.includes(id));
  const idle = known.filter((id) => !given.includes(id));
  return [...strangers.map((id) => fault(path, inProcess.unknownLevel(id))), ...idle.map((id) => fault([...path, 'levels'], inProcess.idleLevel(id)))];
}

/** What can be wrong with the levels of a category. */
export function checkGrading(grading: Grading, known: Known, path: Path): Fault[] {
  const { places = [], bands } = grading;
  const grows = places.every(({ up_to: upTo }, index) => index === 0 || upTo > (places[index - 1]?.up_to ?? 0));
  return [
    ...duplicates(grading.levels, [...path, 'levels']),
    ...duplicates(grading.rules ?? [], [...path, 'rules']),
    ...levels(grading, path),
    ...rules(grading, known, path),
    ...quotas(grading, known, path),
    ...(grows ? [] : [fault([...path, 'places'], inProcess.placesOrder())]),
    ...(bands === undefined ? [] : checkBands(bands.bands, [...path, 'bands', 'bands'])),
    ...(bands === undefined || known.parts.has(bands.of) ? [] : [fault([...path, 'bands', 'of'], inProcess.notYet(bands.of))]),
  ];
}
