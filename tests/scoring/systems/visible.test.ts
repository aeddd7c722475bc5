import { describe, expect, it } from 'vitest';
import { type Result, score, type UnitResult, visibleTo } from '../../../scoring/index.ts';
import { DIGEST, loadScheme, makeUnit, nodeAt, run, unitOf } from '../support.ts';
import { worked } from './run.ts';
import { category, leaf, node, runWith, schemeOf, unit } from './small.ts';

const scored = (name: string, at = 0): Result => {
  const input = worked(name).cases[at]?.input;
  if (input === undefined) throw new Error(name);
  return score(loadScheme(input.scheme), input, DIGEST);
};

const ids = (units: readonly UnitResult[]): string[] => units.map(({ id }) => id);

describe('what the public sees', () => {
  it.each([
    ['s3-people', ['chair', 'vice', 'vice-2', 's-none', 's-few', 's-14', 's-15', 's-50']],
    ['s5-villages', ['c1', 'c2', 'c3', 'c4']],
  ])('%s: no persons', (name, people) => {
    const result = scored(name);
    expect(ids(result.units)).toEqual(expect.arrayContaining(people));
    const open = visibleTo(result, 'public');
    for (const person of people) {
      expect(ids(open.units)).not.toContain(person);
      expect(JSON.stringify(open)).not.toContain(`units.${person}.`);
    }
  });

  it('no pools of people’s pay', () => {
    const owners = (result: Result) => new Set(result.pools?.map(({ id }) => id));
    expect(owners(scored('s5-villages'))).toEqual(new Set(['village-wages', 'cadre-wages', 'prizes']));
    expect(owners(visibleTo(scored('s5-villages'), 'public'))).toEqual(new Set(['village-wages', 'prizes']));
  });

  it('no rewards and figures that the scheme keeps inside', () => {
    const office = visibleTo(scored('s3-people'), 'public').units.find(({ id }) => id === 'office');
    expect([office?.rewards, office?.figures?.map(({ id }) => id)]).toEqual([[], ['procedure']]);
    const college = visibleTo(scored('s6'), 'public').units.find(({ id }) => id === 'e');
    expect(college?.figures?.map(({ id }) => id)).not.toContain('bonus-cut');
  });

  it('leaves a result alone in which everything is public', () => {
    const result = run([makeUnit('a'), makeUnit('b')]);
    expect(visibleTo(result, 'public')).toEqual(result);
  });
});

describe('a hidden part', () => {
  const tree = node('sum', 'total', { missing: 'refuse', parts: [leaf('open'), leaf('inner', { visibility: 'office' })] });
  const result = runWith(schemeOf([category('all', tree)]), [unit('u', { open: '1', inner: '41' })]);

  it('is gone, and so is the rule that names its figure', () => {
    const found = visibleTo(result, 'public').units[0]?.tree;
    expect([found?.exact, found?.children.map(({ id }) => id)]).toEqual(['42', ['open']]);
    expect(JSON.stringify(found)).not.toContain('41');
  });

  it('is there for the office', () => expect(nodeAt(unitOf(visibleTo(result, 'office'), 'u').tree, 'inner').exact).toBe('41'));

  it('a unit sees what is public or its own', () => {
    const own = runWith(schemeOf([category('all', leaf('total', { visibility: 'unit' }))]), [unit('u', { total: '1' })]);
    expect([visibleTo(own, 'public').units.length, visibleTo(own, 'unit').units.length, visibleTo(own, 'office').units.length]).toEqual([0, 1, 1]);
    expect(visibleTo(own, 'public').categories).toEqual([]);
  });
});

describe('letters', () => {
  it('are shown to whom the scheme shows them', () => {
    const town = scored('s12');
    expect([visibleTo(town, 'public').units.length, visibleTo(town, 'unit').units[0]?.letter?.answers]).toEqual([0, 'head-2']);
    expect(visibleTo(scored('s8'), 'public').units[0]?.letter?.inForce).toBe(true);
  });
});
