import { expect, test } from 'vitest';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { printedTotal } from '../../scoring/index.ts';
import type { UnitResult } from '../../scoring/result.ts';

const { scheme } = loadScheme(process.cwd(), 'demo-flagship');
const unit = (exact: string, rounded: string) => ({ category: 'departments', total: { exact, rounded } }) as UnitResult;

test.each([
  ['89.995', '90.00', '89.995'],
  ['89.9999', '90.00', '89.9999'],
  ['90', '90.00', '90.00'],
  ['85.694', '85.69', '85.69'],
  ['59.996', '60.00', '59.996'],
])('exact %s, rounded %s, stands beside its grade as %s', (exact, rounded, printed) => {
  expect(printedTotal(unit(exact, rounded), scheme)).toBe(printed);
});

test('no total prints nothing', () => {
  expect(printedTotal({ category: 'departments', total: null } as UnitResult, scheme)).toBeNull();
});
