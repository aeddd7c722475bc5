import { describe, expect, it } from 'vitest';
import { explain, score } from '../../scoring/index.ts';
import { DIGEST, finding, loadScheme, makeUnit, panelTally, publicTally, run, unitOf, vector } from './support.ts';

const sure = publicTally({ good5: 400, good4: 100 });
const unit = (more: Parameters<typeof makeUnit>[1] = {}) => unitOf(run([makeUnit('water', more)]), 'water');
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());

describe('the text of a result', () => {
  it('says a part of which nothing was entered in one line', () => {
    const lines = linesOf(explain(unit(), 'en'));
    const at = lines.indexOf('City leaders: no figure [weight 10 → applied 0]');
    expect(lines.slice(at, at + 3)).toEqual([
      'City leaders: no figure [weight 10 → applied 0]',
      '! No question reaches the minimum of answers.',
      'Journalists: no figure [weight 5 → applied 0]',
    ]);
  });

  it('tells the parts of one that was begun, and why it has no figure', () => {
    const begun = linesOf(explain(unit({ ratings: { 'public-web': sure, journalists: panelTally({ good5: 2 }) } }), 'en'));
    expect(begun).toContain('from Overall: — (units.water.ratings.journalists.counts.overall)');
    expect(begun).toContain('! Fewer than 3 valid answers: dropped, its weight stays in the group.');
  });

  it('names a given figure once', () => {
    const lines = linesOf(explain(unit(), 'zh'));
    const at = lines.indexOf('满园工程：92.00 分');
    expect(lines.slice(at, at + 3)).toEqual(['满园工程：92.00 分', '= 给定分值，范围 0—100', '依据 92（units.water.values.key-tasks.manyuan）']);
  });

  it('keeps the name of an input that is called otherwise, with its document', () => {
    const late = finding('deduct', 'late-report', { period: 'q1', source: 'doc-17' });
    const tier = finding('tier', 'banded-ranking', { level: 'tier-2' });
    expect(explain(unit({ findings: [tier, late] }), 'zh')).toMatch(/依据 材料迟报：-2（units\.water\.findings\.\d，doc-17）/);
    expect(explain(unit({ findings: [tier, late] }), 'en')).toMatch(/from Late report: -2 \(units\.water\.findings\.\d, doc-17\)/);
  });

  it('rounds a weight that does not terminate, and marks it', () => {
    const text = explain(unit({ ratings: { 'public-web': sure, 'city-leaders': panelTally({ good3: 10 }) } }), 'zh');
    expect(text).toContain('公众（网络）：96.00 分 [权重 35 → 实计 ≈77.78]');
    expect(text).not.toMatch(/实计 \d+\/\d+/);
  });

  it('gives place, plausible places and grade first', () => {
    const field = [90, 88, 40].map((points, n) =>
      makeUnit(`u${n}`, {
        values: {
          'key-tasks': { manyuan: String(points) },
          management: { 'half-year': '1', 'year-end': '1' },
          'main-business': [{ goal: 'g', target: '1', actual: '1' }],
        },
        ratings: { 'public-web': publicTally({ good5: 12, good2: 9 }) },
      }),
    );
    const [first] = run(field).units;
    const head = (language: 'zh' | 'en') => (first === undefined ? '' : explain(first, language).split('\n')[0]);
    expect(head('en')).toMatch(/^u0, rank 1 \(plausibly 1 to \d\), grade \w+$/);
    expect(head('zh')).toMatch(/^u0，名次 1（可能在 1—\d 之间），等次 .+$/);
  });

  it('ends with what stands beside the total', () => {
    const input = vector('s3').cases[0].input;
    const [office] = score(loadScheme('s3'), input, DIGEST).units;
    expect(office === undefined ? '' : explain(office, 'zh')).toMatch(/\n目标奖：4000\.00 元\n {2}= 100 分及以上为 4000/);
  });

  it('uses the marks of its language and no others', () => {
    const [zh, en] = [explain(unit(), 'zh'), explain(unit(), 'en')];
    expect(zh.split('\n').filter((line) => /: | \(/.test(line))).toEqual([]);
    expect(en).not.toMatch(/[\p{Script=Han}，。：（）]/u);
  });
});
