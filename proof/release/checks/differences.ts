import type { Result, ResultNode, Text, UnitResult } from '../../../scoring/index.ts';
import { type Finding, fails } from './finding.ts';

/** What can differ about a unit, in the words a reader knows. */
const FIELDS: readonly { readonly id: string; readonly name: Text; readonly of: (unit: UnitResult) => unknown }[] = [
  { id: 'scores.total', name: { zh: '总分', en: 'total' }, of: ({ total }) => total && (total.exact.length < 24 ? total.exact : total.rounded) },
  { id: 'scores.rank', name: { zh: '名次', en: 'rank' }, of: ({ rank }) => rank },
  { id: 'scores.rank-interval', name: { zh: '名次范围', en: 'rank range' }, of: ({ rankInterval }) => rankInterval?.join('–') ?? null },
  { id: 'scores.band', name: { zh: '与平均相比的高低判断', en: 'band' }, of: ({ band }) => band },
  {
    id: 'scores.interval',
    name: { zh: '误差范围', en: 'interval' },
    of: ({ interval }) => interval && `${interval.low}–${interval.high} (${interval.kind}, ${interval.level})`,
  },
  { id: 'scores.grade', name: { zh: '等次', en: 'grade' }, of: ({ grade }) => grade },
  { id: 'scores.commended', name: { zh: '表扬', en: 'commendation' }, of: ({ commended }) => commended },
  { id: 'scores.category', name: { zh: '类别', en: 'category' }, of: ({ category }) => category },
];

const told = (value: unknown): string => (value === null || value === undefined ? '—' : String(value));

/** Where a published result differs from the computed one. Empty when only the spelling differs. */
export function differences(cycle: string, published: Result, computed: Result): Finding[] {
  const where = `scores/${cycle}/result.json`;
  const theirs = new Map(published.units.map((unit) => [unit.id, unit]));
  const ours = new Set(computed.units.map(({ id }) => id));
  return [
    ...published.units
      .filter(({ id }) => !ours.has(id))
      .map(({ id }) =>
        fails(
          'scores.units',
          `${where} units.${id}`,
          `${cycle}：公布了 ${id} 的得分，公开的输入里却没有它。`,
          `${cycle}: a score of ${id} is published, but the published input does not have it.`,
        ),
      ),
    ...computed.units.flatMap((unit) => {
      const given = theirs.get(unit.id);
      return given
        ? unitDifferences(cycle, given, unit)
        : [fails('scores.units', `${where} units.${unit.id}`, `${cycle}：没有公布 ${unit.id} 的得分。`, `${cycle}: the score of ${unit.id} is not published.`)];
    }),
    ...headDifferences(cycle, published, computed),
  ];
}

function unitDifferences(cycle: string, published: UnitResult, computed: UnitResult): Finding[] {
  const where = `scores/${cycle}/result.json units.${computed.id}`;
  const found = FIELDS.filter(({ of }) => told(of(published)) !== told(of(computed))).map(({ id, name, of }) =>
    fails(
      id,
      where,
      `${cycle}：${computed.id} 公布的${name.zh}是 ${told(of(published))}，重算是 ${told(of(computed))}。`,
      `${cycle}: the published ${name.en} of ${computed.id} is ${told(of(published))}; computed again it is ${told(of(computed))}.`,
    ),
  );
  if (found.length > 0 || same(published, computed)) return found;
  const place = differentStep(published.tree, computed.tree, computed.tree.id) ?? 'notes';
  return [
    fails(
      'scores.step',
      `${where} ${place}`,
      `${cycle}：${computed.id} 得分的 ${place} 这一步与重算的不同。`,
      `${cycle}: the step ${place} of the score of ${computed.id} is not what computing again gives.`,
    ),
  ];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The deepest step that differs, as a path of ids. */
function differentStep(published: ResultNode, computed: ResultNode, path: string): string | null {
  if (same(published, computed)) return null;
  for (const [at, child] of computed.children.entries()) {
    const given = published.children?.[at];
    const below = given && differentStep(given, child, `${path}/${child.id}`);
    if (below) return below;
  }
  return path;
}

function headDifferences(cycle: string, published: Result, computed: Result): Finding[] {
  const where = `scores/${cycle}/result.json`;
  const heads = (['scheme', 'engine', 'cycle', 'unused'] as const).filter((field) => !same(published[field], computed[field]));
  return [
    ...computed.categories
      .filter((category, at) => !same(published.categories[at], category))
      .map(({ id, mean }) =>
        fails(
          'scores.mean',
          `${where} categories.${id}`,
          `${cycle}：类别 ${id} 的平均分或单位数与重算的不同（重算 ${told(mean?.rounded)}）。`,
          `${cycle}: mean or number of units of the category ${id} is not what computing again gives (${told(mean?.rounded)}).`,
        ),
      ),
    ...heads.map((field) =>
      fails(
        'scores.head',
        `${where} ${field}`,
        `${cycle}：结果文件的 ${field} 与重算的不同。`,
        `${cycle}: ${field} of the result file is not what computing again gives.`,
      ),
    ),
  ];
}
