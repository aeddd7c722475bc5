import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Result, type ResultNode, type ScoringInput, score, type UnitResult } from '../../../scoring/index.ts';
import { DIGEST, loadScheme, nodeAt } from '../support.ts';

/** What a worked example expects of one unit. What is not named is not looked at. */
export interface Wanted {
  exact?: string | null;
  rounded?: string | null;
  grade?: string | null;
  rank?: number | null;
  commended?: boolean;
  /** Slash path below the root → exact value. */
  nodes?: Record<string, string | null>;
  /** Figure id, or a slash path below it → exact value. */
  figures?: Record<string, string | null>;
  /** Pool id, or a slash path below it → yuan. */
  payouts?: Record<string, string | null>;
  rewards?: Record<string, string | null>;
  /** Ids of consequences, with their day where they have one: `report` or `report 2026-02-01`. */
  consequences?: string[];
  letter?: { inForce: boolean; missing: string[]; answers: string | null };
  notes?: string[];
}

export interface WorkedCase {
  name: string;
  input: ScoringInput;
  units: Record<string, Wanted>;
  pools?: Record<string, { amount: string; paid: string; left: string }>;
  unused?: string[];
}

export interface Worked {
  source: string;
  cases: WorkedCase[];
}

export const worked = (name: string): Worked => JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8'));

/** The exact value at `id` or `id/child/…` among some trees. */
function exactAt(trees: readonly ResultNode[], path: string): string | null {
  const [id, ...rest] = path.split('/');
  const tree = trees.find((one) => one.id === id);
  if (tree === undefined) throw new Error(`no figure ${path}: ${trees.map((one) => one.id).join(', ')}`);
  return nodeAt(tree, rest.join('/')).exact;
}

const all = (wanted: Record<string, string | null> = {}, find: (path: string) => string | null) =>
  Object.fromEntries(Object.keys(wanted).map((path) => [path, find(path)]));

function compare(unit: UnitResult, wanted: Wanted): void {
  const found: Wanted = {
    ...(wanted.exact !== undefined && { exact: unit.total?.exact ?? null }),
    ...(wanted.rounded !== undefined && { rounded: unit.total?.rounded ?? null }),
    ...(wanted.grade !== undefined && { grade: unit.grade }),
    ...(wanted.rank !== undefined && { rank: unit.rank }),
    ...(wanted.commended !== undefined && { commended: unit.commended }),
    ...(wanted.nodes && { nodes: all(wanted.nodes, (path) => nodeAt(unit.tree, path).exact) }),
    ...(wanted.figures && { figures: all(wanted.figures, (path) => exactAt(unit.figures ?? [], path)) }),
    ...(wanted.payouts && { payouts: all(wanted.payouts, (path) => exactAt(unit.payouts ?? [], path)) }),
    ...(wanted.rewards && { rewards: all(wanted.rewards, (path) => exactAt(unit.rewards ?? [], path)) }),
    ...(wanted.consequences && { consequences: (unit.consequences ?? []).map(({ id, due }) => (due === undefined ? id : `${id} ${due}`)) }),
    ...(wanted.letter && unit.letter && { letter: { inForce: unit.letter.inForce, missing: [...unit.letter.missing], answers: unit.letter.answers } }),
    ...(wanted.notes && { notes: unit.notes.map(({ kind }) => kind) }),
  };
  expect({ id: unit.id, ...found }).toEqual({ id: unit.id, ...wanted });
}

/** Scores one worked example and compares whatever it names. */
export function check({ input, units, pools, unused = [] }: WorkedCase): Result {
  const result = score(loadScheme(input.scheme), input, DIGEST);
  for (const [id, wanted] of Object.entries(units)) {
    const unit = result.units.find((one) => one.id === id);
    if (unit === undefined) throw new Error(`no unit ${id}`);
    compare(unit, wanted);
  }
  if (pools !== undefined) {
    const found = (result.pools ?? []).map(({ id, owner, amount, paid, left }) => [owner === null ? id : `${id}:${owner}`, { amount, paid, left }]);
    expect(Object.fromEntries(found)).toEqual(pools);
  }
  expect(result.unused).toEqual(unused);
  return result;
}
