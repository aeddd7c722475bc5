import type { PublicCycle } from '../../../proof/release/files.ts';
import type { Text } from '../../../scoring/result.ts';
import type { Scheme } from '../../../scoring/scheme/schema.ts';
import type { Release } from '../../release.ts';
import { type Area, type Statement, statementsOf } from './statements.ts';

/** One thing that a newer scheme says otherwise. Null before: new; null after: gone. */
export interface SchemeChange {
  readonly area: Area;
  /** Categories in which it changed alike; empty for the whole scheme. */
  readonly categories: readonly Text[];
  readonly label: Text;
  readonly before: Text | null;
  readonly after: Text | null;
}

/** The way from one year's scheme to the next one's. */
export interface SchemeStep {
  readonly from: { readonly cycle: PublicCycle; readonly scheme: Scheme };
  readonly to: { readonly cycle: PublicCycle; readonly scheme: Scheme };
  readonly changes: readonly SchemeChange[];
  /** Statements that both make alike. */
  readonly kept: number;
}

const same = (a: Text | undefined, b: Text | undefined): boolean => a?.zh === b?.zh && a?.en === b?.en;

/** Compares two schemes statement by statement; a change that several categories share is told once. */
export function changesOf(older: Scheme, newer: Scheme): { readonly changes: readonly SchemeChange[]; readonly kept: number } {
  const [was, is] = [byKey(older), byKey(newer)];
  const keys = [...new Set([...is.keys(), ...was.keys()])];
  const moved = keys.filter((key) => !same(was.get(key)?.value, is.get(key)?.value));
  const found = moved.flatMap((key) => {
    const [before, after] = [was.get(key), is.get(key)];
    const named = after ?? before;
    return named ? [{ area: named.area, category: named.category, label: named.label, before: before?.value ?? null, after: after?.value ?? null }] : [];
  });
  const alike = Map.groupBy(found, ({ area, label, before, after }) => JSON.stringify([area, label, before, after]));
  const changes = [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { category: _, ...change } = first;
    return [{ ...change, categories: group.flatMap(({ category }) => category ?? []) }];
  });
  return { changes, kept: keys.length - moved.length };
}

const byKey = (scheme: Scheme): Map<string, Statement> => new Map(statementsOf(scheme).map((statement) => [statement.key, statement]));

/** Every step between the schemes of consecutive years, the newest first. Years under one scheme make no step. */
export function schemeHistory({ cycles, schemes }: Release): SchemeStep[] {
  const used = cycles.flatMap((cycle) => {
    const scheme = schemes.get(cycle.scheme);
    return scheme ? [{ cycle, scheme }] : [];
  });
  return used
    .flatMap((to, index): SchemeStep[] => {
      const from = used[index - 1];
      return from && from.scheme !== to.scheme ? [{ from, to, ...changesOf(from.scheme, to.scheme) }] : [];
    })
    .reverse();
}
