import { exact, type GroupTally, type Scheme, toText, type UnitInput } from '../../../scoring/index.ts';
import type { PublicScores } from '../files.ts';
import { imagesOf, minimumsOf } from '../minimums.ts';
import { type Finding, fails, failuresOr, guarded, holds } from './finding.ts';
import { pickFailures } from './picks.ts';

const DONT_KNOW = 'dk';

interface Rules {
  /** Least number of valid answers by group; the strictest where parts of the scheme differ. */
  readonly minimum: ReadonlyMap<string, number>;
  /** Value of each level, exact. */
  readonly value: ReadonlyMap<string, string>;
}

const rulesOf = (scheme: Scheme, category: string): Rules => ({
  minimum: minimumsOf(scheme, category),
  value: new Map(imagesOf(scheme, category).flatMap(({ levels }) => levels.map((level) => [level.id, String(level.value)] as const))),
});

/** No published cell lies below the minimum of its group, and the sums of products follow from the counts they can be compared with. */
export function checkTallies(scheme: Scheme, scores: PublicScores): Finding[] {
  const { cycle, input } = scores;
  const where = `scores/${cycle}/input.json`;
  return guarded('tallies.minimum', where, () => {
    const rules = new Map(scheme.categories.map(({ id }) => [id, rulesOf(scheme, id)]));
    const failures = input.units.flatMap((unit) => {
      const rule = rules.get(unit.category);
      return rule ? unitFailures(unit, rule, where) : [];
    });
    const cells = input.units.reduce(
      (sum, { ratings = {} }) => sum + Object.values(ratings).reduce((all, { counts }) => all + Object.keys(counts).length, 0),
      0,
    );
    return failuresOr(
      [...failures, ...pickFailures(scheme, scores)],
      holds(
        'tallies.minimum',
        where,
        `${cycle}：公布的 ${cells} 组计票都不低于下限，成对统计与计票相符。`,
        `${cycle}: none of the ${cells} published tallies lies below its minimum, and the pair sums agree with them.`,
      ),
    );
  });
}

const valid = (counts: Readonly<Record<string, number>>): number =>
  Object.entries(counts).reduce((sum, [level, n]) => (level === DONT_KNOW ? sum : sum + n), 0);

const unitFailures = ({ id, ratings = {} }: UnitInput, rules: Rules, where: string): Finding[] =>
  Object.entries(ratings).flatMap(([group, tally]) => {
    const least = rules.minimum.get(group) ?? Number.POSITIVE_INFINITY;
    const place = `${where} units.${id}.ratings.${group}`;
    const low = Object.entries(tally.counts).filter(([, counts]) => valid(counts) < least);
    return [
      ...low.map(([question, counts]) =>
        fails(
          'tallies.minimum',
          `${place}.${question}`,
          `${id} 的 ${group} 对 ${question} 只有 ${valid(counts)} 个有效答案，低于下限 ${least}，不应公布。`,
          `${id}, ${group}, ${question}: only ${valid(counts)} valid answers, below the minimum of ${least}; it must not be published.`,
        ),
      ),
      ...pairFailures(tally, rules, id, group, place),
    ];
  });

function pairFailures(tally: GroupTally, { value }: Rules, unit: string, group: string, place: string): Finding[] {
  const { counts, products = {}, pairs = {} } = tally;
  const answers = new Map(Object.entries(counts).map(([question, levels]) => [question, valid(levels)]));
  const wrong = (pair: string): Finding =>
    fails(
      'tallies.pairs',
      `${place}.${pair}`,
      `${unit} 的 ${group} 的成对统计 ${pair} 与计票不符。`,
      `The pair ${pair} of ${unit}, ${group} does not agree with the tallies.`,
    );
  return [...new Set([...Object.keys(products), ...Object.keys(pairs)])].flatMap((pair) => {
    const [a = '', b = ''] = pair.split('*');
    const most = Math.min(answers.get(a) ?? -1, answers.get(b) ?? -1);
    const both = pairs[pair];
    if (most < 0 || (both !== undefined && (both > most || both < 0 || (a === b && both !== most)))) return [wrong(pair)];
    const squares = a === b && products[pair] !== undefined ? sumOfSquares(counts[a] ?? {}, value) : null;
    return squares !== null && squares !== toText(exact(products[pair] ?? '0')) ? [wrong(pair)] : [];
  });
}

function sumOfSquares(counts: Readonly<Record<string, number>>, value: ReadonlyMap<string, string>): string {
  const sum = Object.entries(counts).reduce((all, [level, n]) => {
    const worth = exact(level === DONT_KNOW ? '0' : (value.get(level) ?? '0'));
    return all.add(worth.mul(worth).mul(n));
  }, exact('0'));
  return toText(sum);
}
