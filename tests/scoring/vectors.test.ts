import { describe, expect, it } from 'vitest';
import { type ScoringInput, score, type UnitResult } from '../../scoring/index.ts';
import { DIGEST, kindsOf, loadScheme, nodeAt, unitOf, vector } from './support.ts';

interface Expected {
  exact: string | null;
  rounded: string | null;
  grade: string | null;
  rank: number | null;
  commended: boolean;
  nodes: Record<string, string | null>;
  notes: Record<string, string[]>;
  rewards?: Record<string, string>;
}

interface Case {
  name: string;
  input: ScoringInput;
  expect: Record<string, Expected>;
}

function compare(unit: UnitResult, wanted: Expected): void {
  expect(unit.total?.exact ?? null).toBe(wanted.exact);
  expect(unit.total?.rounded ?? null).toBe(wanted.rounded);
  expect({ grade: unit.grade, rank: unit.rank, commended: unit.commended }).toEqual({ grade: wanted.grade, rank: wanted.rank, commended: wanted.commended });
  for (const [path, value] of Object.entries(wanted.nodes)) expect([path, nodeAt(unit.tree, path).exact]).toEqual([path, value]);
  for (const [path, kinds] of Object.entries(wanted.notes)) expect([path, kindsOf(nodeAt(unit.tree, path))]).toEqual([path, kinds]);
  const rewards = Object.fromEntries((unit.rewards ?? []).map((node) => [node.id, node.exact]));
  expect(rewards).toEqual(wanted.rewards ?? {});
}

describe.each(['flagship', 's2', 's3', 'bloomington-2017'])('worked examples: %s', (name) => {
  it.each(vector(name).cases as Case[])('$name', ({ input, expect: wanted }) => {
    const result = score(loadScheme(input.scheme), input, DIGEST);
    expect(result.units.map(({ id }) => id).sort()).toEqual(Object.keys(wanted).sort());
    for (const [id, one] of Object.entries(wanted)) compare(unitOf(result, id), one);
    expect(result.unused).toEqual([]);
  });
});

describe('a whole result', () => {
  it('is the same to the byte', () => {
    const { input, result } = vector('flagship-result');
    expect(JSON.stringify(score(loadScheme(input.scheme), input, DIGEST))).toBe(JSON.stringify(result));
  });
});
