import { exact, isZero, type Rational, sumOf, toText, ZERO } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import type { Text } from '../../result.ts';
import { inScheme } from '../../sentences.ts';
import type { Path } from '../walk.ts';

/** Words with which a criterion leaves the verdict to somebody's discretion. */
const VAGUE = ['酌情', '视情', '适当', '情节轻重', '由领导', 'as appropriate', 'at discretion', 'discretion of', 'if necessary', 'as seen fit'];

export const negative = (value: Rational): boolean => value.compare(ZERO) < 0;

/** Ids that appear more than once in a list, each reported at its second place. */
export function duplicates(members: readonly { readonly id: string }[], path: Path): Fault[] {
  return members.flatMap(({ id }, index) =>
    members.findIndex((other) => other.id === id) < index ? [fault([...path, index, 'id'], inScheme.duplicate(id))] : [],
  );
}

/** A measurable criterion must not be a blank cheque. */
export function vagueness(id: string, measure: Text, path: Path): Fault[] {
  const word = VAGUE.find((one) => measure.zh.includes(one) || measure.en.toLowerCase().includes(one));
  return word === undefined ? [] : [fault([...path, 'measure'], inScheme.vague(id, word))];
}

interface Weighed {
  readonly id: string;
  readonly weight?: string;
}

/** Weights of a list: none negative, not all 0, and summing to what the scheme declares. */
export function weights(members: readonly Weighed[], path: Path, declared?: string): Fault[] {
  const values = members.map(({ weight }) => exact(weight ?? 0));
  const below = members.flatMap(({ id }, index) => (negative(values[index] ?? ZERO) ? [fault([...path, index, 'weight'], inScheme.negativeWeight(id))] : []));
  if (below.length > 0) return below;
  if (values.every(isZero)) return [fault(path, inScheme.noWeightAtAll())];
  const total = sumOf(values);
  if (declared === undefined || total.compare(exact(declared)) === 0) return [];
  return [fault(path, inScheme.weightSum(declared, toText(total)))];
}

export function range([min, max]: readonly [string, string], path: Path): Fault[] {
  return exact(min).compare(exact(max)) < 0 ? [] : [fault([...path, 'range'], inScheme.range(min, max))];
}

export function positive(value: string | undefined, key: string, path: Path): Fault[] {
  const wrong = value !== undefined && exact(value).compare(ZERO) <= 0;
  return wrong ? [fault([...path, key], inScheme.positive(key))] : [];
}

export function notNegative(value: string | undefined, key: string, path: Path): Fault[] {
  const wrong = value !== undefined && negative(exact(value));
  return wrong ? [fault([...path, key], inScheme.notNegative(key))] : [];
}

/** A share lies from 0 to 1. */
export function shareOf(value: string, path: Path): Fault[] {
  const wild = negative(exact(value)) || exact(value).compare(exact(1)) > 0;
  return wild ? [fault(path, inScheme.share())] : [];
}
