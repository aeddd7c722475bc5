import { exact, isZero, sumOf, ZERO } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import { inProcess, inScheme } from '../../sentences.ts';
import type { Pool } from '../pools.ts';
import type { Scheme } from '../schema.ts';
import type { Path } from '../walk.ts';
import { knownIn, partsOf } from './category.ts';
import { duplicates, negative, notNegative } from './common.ts';
import { checkWhen } from './when.ts';

function portions({ slices }: Pool, path: Path): Fault[] {
  const shares = slices.flatMap((slice) => (slice.kind === 'portion' ? [exact(slice.share)] : []));
  const wild = shares.some((share) => share.compare(ZERO) <= 0) || sumOf(shares).compare(exact(1)) > 0;
  return wild ? [fault([...path, 'slices'], inProcess.portions())] : [];
}

function money({ from, slices }: Pool, scheme: Scheme, before: readonly Pool[], path: Path): Fault[] {
  if (from === undefined) return slices.some(({ kind }) => kind === 'portion') ? [fault(path, inProcess.noMoney())] : [];
  const owner = scheme.categories.find(({ id }) => id === from.category);
  if (owner === undefined) return [fault([...path, 'from', 'category'], inProcess.unknownCategory(from.category))];
  const paid = before.filter(({ to }) => to.category === from.category).map(({ id }) => id);
  return [...partsOf(owner), ...paid].includes(from.figure) ? [] : [fault([...path, 'from', 'figure'], inScheme.unknownPart(from.figure, from.category))];
}

function slices(pool: Pool, scheme: Scheme, before: readonly Pool[], path: Path): Fault[] {
  const category = scheme.categories.find(({ id }) => id === pool.to.category);
  if (category === undefined) return [fault([...path, 'to', 'category'], inProcess.unknownCategory(pool.to.category))];
  const paid = before.filter(({ to }) => to.category === category.id).map(({ id }) => id);
  const known = knownIn(category, scheme, paid);
  const silent = category.persons === true && pool.visibility === undefined ? [fault([...path, 'visibility'], inProcess.personsNeedVisibility(pool.id))] : [];
  const each = pool.slices.flatMap((slice, index) => {
    const here = [...path, 'slices', index];
    const amounts = slice.kind === 'prizes' ? slice.amounts.flatMap((amount) => notNegative(amount, 'amounts', here)) : [];
    const by = known.parts.has(slice.by) ? [] : [fault([...here, 'by'], inScheme.unknownPart(slice.by, category.id))];
    return [...amounts, ...by, ...checkWhen(slice.only, known, [...here, 'only'])];
  });
  return [...silent, ...each];
}

function split({ into }: Pool, path: Path): Fault[] {
  if (into === undefined) return [];
  const weights = into.map(({ weight }) => exact(weight));
  return weights.some(negative) || weights.every(isZero) ? [fault([...path, 'into'], inProcess.idleSplit())] : duplicates(into, [...path, 'into']);
}

/** What can be wrong with the pools of a scheme. */
export function checkPools(scheme: Scheme): Fault[] {
  const pools = scheme.pools ?? [];
  const each = pools.flatMap((pool, index) => {
    const path = ['pools', index];
    const before = pools.slice(0, index);
    return [
      ...duplicates(pool.slices, [...path, 'slices']),
      ...money(pool, scheme, before, path),
      ...slices(pool, scheme, before, path),
      ...portions(pool, path),
      ...split(pool, path),
    ];
  });
  return [...duplicates(pools, ['pools']), ...each];
}
