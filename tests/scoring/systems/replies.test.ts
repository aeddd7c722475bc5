import { describe, expect, it, test } from 'vitest';
import { checkInput, checkScheme, replyParts } from '../../../scoring/index.ts';
import type { Loose } from '../support.ts';
import { category, inputOf, leaf, node, rawOf, runWith, schemeOf } from './small.ts';

const DAY = { repliesAsOf: '2026-12-31' };
const replies = (id: string, more: Loose = {}) => node('replies', id, { take: 'in-time', no_cases: 'empty', ...more });
const scheme = schemeOf([
  category(
    'all',
    node('weighted', 'total', {
      missing: 'refuse',
      parts: [
        leaf('work', { weight: 80 }),
        replies('prompt', { weight: 15, if_missing: 'redistribute', kinds: ['complaint'] }),
        replies('solved', { weight: 5, take: 'solved', no_cases: 'full' }),
      ],
    }),
  ),
]);
const unit = (prompt: Loose | undefined, solved: Loose | undefined) => ({
  id: 'u',
  category: 'all',
  values: { work: { v: '90' }, ...(prompt && { prompt }), ...(solved && { solved }) },
});
const run = (prompt?: Loose, solved?: Loose) => runWith(scheme, [unit(prompt, solved)], DAY).units[0];

describe('a reply record', () => {
  it('is an exact share of what was counted', () => {
    const scored = run({ ended: '7', 'in-time': '5' }, { judged: '3', solved: '1' });
    expect(scored?.tree.children.map(({ exact }) => exact)).toEqual(['90', '500/7', '100/3']);
    expect(scored?.tree.exact).toBe('1772/21');
    expect(scored?.tree.children[1]?.rule.zh).toBe('截至 2026-12-31 答复期限已到的 7 次中，按期答复 5 次');
    expect(runWith(scheme, [unit({ ended: '7', 'in-time': '5' }, { judged: '3', solved: '1' })], DAY).unused).toEqual([]);
  });

  it('without a case hands its weight on, or is full, as the scheme says', () => {
    const scored = run({ ended: '0', 'in-time': '0' }, { judged: '0', solved: '0' });
    expect(scored?.tree.children.map(({ exact }) => exact)).toEqual(['90', null, '100']);
    expect(scored?.tree.exact).toBe('1540/17');
  });

  it('that is not there is no record of no cases', () => expect(run(undefined, { judged: '0', solved: '0' })?.tree.exact).toBeNull());
});

test.each<[string, Loose, Loose, string]>([
  ['more in time than there were', { ended: '3', 'in-time': '4' }, DAY, 'units.0.values.prompt'],
  ['half a case', { ended: '3', 'in-time': '1/2' }, DAY, 'units.0.values.prompt.in-time'],
  ['fewer than none', { ended: '3', 'in-time': '-1' }, DAY, 'units.0.values.prompt.in-time'],
  ['no day', { ended: '3', 'in-time': '1' }, {}, 'repliesAsOf'],
  ['what the other share counts', { judged: '3' }, DAY, 'units.0.values.prompt.judged'],
])('refused: %s', (_, prompt, more, where) => {
  const checked = checkInput(scheme, inputOf([unit(prompt, undefined)], more));
  expect(checked.ok ? [] : checked.faults.map(({ path }) => path.join('.'))).toContain(where);
});

test('a kind of comment that nobody can write is refused', () => {
  expect(checkScheme(rawOf([category('all', replies('total', { kinds: ['praise'] }))])).ok).toBe(false);
});

test('says which parts read the record', () => {
  expect(replyParts(scheme)).toEqual([
    { part: 'prompt', category: 'all', take: 'in-time', kinds: ['complaint'], isPublic: true },
    { part: 'solved', category: 'all', take: 'solved', kinds: undefined, isPublic: true },
  ]);
});
