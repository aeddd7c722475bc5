import { checkInput, checkScheme, type Result, type Scheme, score, type UnitInput, type UnitResult } from '../../../scoring/index.ts';
import { accept, DIGEST, type Loose, unitOf } from '../support.ts';

/** A small scheme language of its own for tests: parts by id, one value each. */
export const label = (id: string) => ({ zh: `部分${id}`, en: id });

export const leaf = (id: string, more: Loose = {}): Loose => ({ id, label: label(id), kind: 'value', value: 'v', range: [-1000000, 1000000], ...more });

export const node = (kind: string, id: string, more: Loose = {}): Loose => ({ id, label: label(id), kind, ...more });

/** Steps on a node's value, in order. */
export const steps = (list: Loose[]): Loose => Object.fromEntries([['then', list]]);

export const category = (id: string, tree: Loose, more: Loose = {}): Loose => ({ id, label: label(id), ranked: true, tree, ...more });

export const rawOf = (categories: Loose[], more: Loose = {}): Loose => ({
  id: 'small',
  version: 1,
  title: label('small'),
  decimals: 2,
  rank_on: 'printed',
  visibility: 'public',
  categories,
  ...more,
});

export const schemeOf = (categories: Loose[], more: Loose = {}): Scheme => accept(rawOf(categories, more));

/** A unit whose parts have one value each; null: expected and not there yet. */
export function unit(id: string, values: Record<string, string | null> = {}, more: Partial<UnitInput> = {}): UnitInput {
  return { id, category: 'all', values: Object.fromEntries(Object.entries(values).map(([part, v]) => [part, { v }])), ...more };
}

export const inputOf = (units: readonly UnitInput[], more: Loose = {}): Loose => ({ scheme: 'small', cycle: '2026', units, ...more });

export const runWith = (scheme: Scheme, units: readonly UnitInput[], more: Loose = {}): Result => score(scheme, inputOf(units, more), DIGEST);

/** One unit under one tree, with figures beside it. */
export function one(tree: Loose, given: UnitInput, figures: Loose[] = [], more: Loose = {}): UnitResult {
  const scheme = schemeOf([category('all', tree, figures.length > 0 ? { figures } : {})]);
  return unitOf(runWith(scheme, [given], more), given.id);
}

/** Exact value of a figure beside the total. */
export const figureAt = (result: UnitResult, id: string): string | null | undefined => result.figures?.find((figure) => figure.id === id)?.exact;

export function schemeFaults(raw: Loose): { path: string; zh: string; en: string }[] {
  const checked = checkScheme(raw);
  return checked.ok ? [] : checked.faults.map(({ path, message }) => ({ path: path.join('.'), ...message }));
}

export function inputFaults(scheme: Scheme, input: Loose): { path: string; zh: string; en: string }[] {
  const checked = checkInput(scheme, input);
  return checked.ok ? [] : checked.faults.map(({ path, message }) => ({ path: path.join('.'), ...message }));
}
