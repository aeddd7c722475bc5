import type { ScoringInput } from '../input.ts';
import type { Scheme } from '../scheme/schema.ts';
import { score } from '../score.ts';
import { type Compiled, compiled } from './compile.ts';
import { ratersOf, reweighed } from './groups.ts';
import { views } from './sentences.ts';
import { compare, scaled, type View, type ViewOptions } from './view.ts';

/**
 * The same data under another scheme, such as last year's weights.
 * @throws FaultyInput when the other scheme does not take this data.
 */
export function schemeView(scheme: Scheme, other: Scheme, input: ScoringInput, options: ViewOptions): View {
  const official = score(scheme, input, options);
  const view = score(other, { ...input, scheme: other.id }, options);
  return { id: `scheme-${other.id}`, label: views.scheme(other.title), units: compare(official, view, scheme.decimals) };
}

/** One view for each group of raters: the same data without it, its weight going to the others in proportion. */
export function withoutGroupViews(scheme: Scheme, input: ScoringInput, options: ViewOptions): View[] {
  const ready: Compiled = compiled(scheme, input, options);
  return ratersOf(scheme).map(({ id, label }) => {
    const changed = reweighed(scheme, (group) => (group.id === id ? '0' : group.weight));
    return { id: `without-${id}`, label: views.without(label), units: compare(ready.official, ready.score(changed), scheme.decimals) };
  });
}

/** Two views for each group of raters: its weight one fifth higher and one fifth lower. */
export function weightViews(scheme: Scheme, input: ScoringInput, options: ViewOptions): View[] {
  const ready = compiled(scheme, input, options);
  const one = (id: string, factor: string) => reweighed(scheme, (group) => (group.id === id ? scaled(group.weight, factor) : group.weight));
  return ratersOf(scheme).flatMap(({ id, label }) => [
    { id: `more-${id}`, label: views.weightUp(label), units: compare(ready.official, ready.score(one(id, '1.2')), scheme.decimals) },
    { id: `less-${id}`, label: views.weightDown(label), units: compare(ready.official, ready.score(one(id, '0.8')), scheme.decimals) },
  ]);
}
