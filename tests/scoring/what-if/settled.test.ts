import { expect, test } from 'vitest';
import { type Finding, score } from '../../../scoring/index.ts';
import { compiled } from '../../../scoring/what-if/compile.ts';
import { reweighed } from '../../../scoring/what-if/groups.ts';
import { DIGEST, inputOf, loadScheme } from '../support.ts';
import { city } from './support.ts';

const flagship = loadScheme('demo-flagship');
const FINDINGS: readonly Finding[][] = [
  [{ part: 'achievements', kind: 'override', criterion: 'province-top-three', place: 1, source: 'doc-1' }],
  [{ part: 'total', kind: 'veto', criterion: 'safety', source: 'doc-2' }],
];
/** The first two have an override and a veto; the third has no figures besides its ratings. */
const units = city(12).map((unit, i) => {
  const { values: _none, ...bare } = unit;
  return i === 2 ? bare : { ...unit, findings: FINDINGS[i] ?? [] };
});
const input = inputOf(units);

test('a run with settled parts gives the totals, ranks and grades of a whole one, whatever the groups weigh', () => {
  const quick = compiled(flagship, input, DIGEST);
  const others = [0, 1, 5].map((factor) => reweighed(flagship, (group) => (group.id === 'journalists' ? String(Number(group.weight) * factor) : group.weight)));
  for (const changed of others) {
    const places = (run: (scheme: typeof changed) => ReturnType<typeof score>) =>
      run(changed).units.map(({ id, total, rank, grade, commended }) => ({ id, total, rank, grade, commended }));
    expect(places(quick.score)).toEqual(places((scheme) => score(scheme, input, DIGEST)));
  }
});

test('the override and the veto of this city do something', () => {
  const { units: scored } = score(flagship, input, DIGEST);
  const { units: plain } = score(flagship, inputOf(city(12)), DIGEST);
  expect(scored[0]?.total?.exact).not.toBe(plain[0]?.total?.exact);
  expect(scored[1]?.notes.length).toBeGreaterThan(plain[1]?.notes.length ?? 0);
  expect(scored[2]?.total).toBeNull();
});
