import { describe, expect, it } from 'vitest';
import { axisOf } from '../../site/facts/axis.ts';
import { differs } from '../../site/facts/goals.ts';
import { searchText } from '../../site/facts/search.ts';
import { count, day, href, langOf } from '../../site/language.ts';
import { blocks } from '../../site/markdown.ts';
import { en } from '../../site/text/en.ts';
import { zh } from '../../site/text/zh.ts';

describe('a claim beside its figures', () => {
  it.each([
    ['done', 'done', false],
    ['done', 'partly', true],
    ['done', 'not-comparable', true],
    ['under-way', 'partly', false],
    ['under-way', 'not-done', false],
    ['partly', 'not-done', true],
    ['not-done', 'partly', true],
    [null, 'not-reported', false],
  ] as const)('%s and %s', (claim, status, expected) => expect(differs(claim, status)).toBe(expected));
});

describe('words', () => {
  const keys = (value: object, path = ''): string[] =>
    Object.entries(value).flatMap(([key, each]) => (typeof each === 'object' && each !== null ? keys(each, `${path}${key}.`) : [`${path}${key}`]));

  it('both languages have the same sentences', () => expect(keys(en).sort()).toEqual(keys(zh).sort()));

  it('Chinese sentences contain no half-width comma or colon between characters', () => {
    const text = JSON.stringify(zh);
    expect(text).not.toMatch(/[\u4e00-\u9fff][,:;][\u4e00-\u9fff]/);
  });
});

describe('addresses and days', () => {
  it('Chinese has no prefix, English has one', () => {
    expect([href('zh', '/units/water'), href('en', '/units/water'), href('en', '/')]).toEqual(['/units/water', '/en/units/water', '/en/']);
    expect([langOf(undefined), langOf('en'), langOf('/en/rate'), langOf('/rate')]).toEqual(['zh', 'en', 'en', 'zh']);
  });

  it('days and counts are written as readers write them', () => {
    expect([day('2025-03-07', 'zh'), day('2025-03-07', 'en'), count(12345)]).toEqual(['2025年3月7日', '7 March 2025', '12\u202f345']);
  });
});

it('a unit is found by name, pinyin and initials, with and without 市', () => {
  const text = searchText('市教育局', 'Education Bureau');
  for (const typed of ['教育', 'education', 'jiaoyuju', 'jyj', 'sjyj']) expect(text).toContain(typed);
});

it('an axis has whole points around everything drawn', () => {
  const axis = axisOf(['84.2', '91.7', '88']);
  expect([axis.low, axis.high, axis.at('84'), axis.at(88), axis.at('92')]).toEqual([84, 92, 0, 50, 100]);
});

describe('plain pages', () => {
  it('knows headings, lists, emphasis, code and links', () => {
    expect(blocks('## 标题\n第一行\n第二行\n\n- **一** `x`\n- [二](/data)\n\n```\na < b\n```')).toEqual([
      { kind: 'heading', level: 2, html: '标题' },
      { kind: 'paragraph', html: '第一行第二行' },
      { kind: 'list', ordered: false, items: ['<strong>一</strong> <code>x</code>', '<a href="/data">二</a>'] },
      { kind: 'code', html: 'a &lt; b' },
    ]);
  });

  it('shows HTML and strange addresses, never uses them', () => {
    expect(blocks('<script>alert(1)</script> [x](javascript:alert)')).toEqual([{ kind: 'paragraph', html: '&lt;script&gt;alert(1)&lt;/script&gt; x' }]);
  });
});
