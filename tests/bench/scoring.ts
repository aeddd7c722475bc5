import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { scaleOf } from '../../scoring/image/levels.ts';
import { enough, figuresOf } from '../../scoring/image/question.ts';
import { groupSpread } from '../../scoring/image/variance.ts';
import {
  checkScheme,
  exact,
  type GroupTally,
  pairKey,
  type Rational,
  rake,
  rankIntervals,
  type Scheme,
  score,
  toText,
  type UnitInput,
} from '../../scoring/index.ts';
import { normal, uniform } from '../../scoring/random/draws.ts';
import { seeded, type Words } from '../../scoring/random/xoshiro.ts';
import type { ImageNode } from '../../scoring/scheme/nodes.ts';
import { imagesOf } from '../../scoring/what-if/groups.ts';
import { weightStress } from '../../scoring/what-if/stress.ts';

const DIGEST = { digest: 'sha256-bench' };
const QUESTIONS = ['results', 'attitude', 'efficiency', 'openness', 'integrity'] as const;
const LEVELS = ['good5', 'good4', 'good3', 'good2', 'good1', 'dk'] as const;
const POINTS = [100, 80, 60, 30, 0] as const;

function flagship(): Scheme {
  const checked = checkScheme(parse(readFileSync(new URL('../../content/schemes/demo-flagship.yaml', import.meta.url), 'utf8')));
  if (!checked.ok) throw new Error('the flagship scheme is faulty');
  return checked.scheme;
}

/** Tally of an open group with all products and pairs. */
function open(ballots: number, words: Words): GroupTally {
  const cast = Array.from({ length: ballots }, () => {
    const mood = uniform(words) * 3;
    return QUESTIONS.map(() => Math.min(5, Math.floor(mood + uniform(words) * 3)));
  });
  const counts = QUESTIONS.map(
    (id, q) => [id, Object.fromEntries(LEVELS.map((level, at) => [level, cast.filter((ballot) => ballot[q] === at).length]))] as const,
  );
  const pairs: Record<string, number> = {};
  const products: Record<string, string> = {};
  QUESTIONS.forEach((a, i) => {
    QUESTIONS.slice(i).forEach((b, offset) => {
      const both = cast.filter((ballot) => (ballot[i] ?? 5) < 5 && (ballot[i + offset] ?? 5) < 5);
      pairs[pairKey(a, b)] = both.length;
      products[pairKey(a, b)] = String(both.reduce((sum, ballot) => sum + (POINTS[ballot[i] ?? 4] ?? 0) * (POINTS[ballot[i + offset] ?? 4] ?? 0), 0));
    });
  });
  return { roster: null, counts: Object.fromEntries(counts), products, pairs };
}

function panel(answers: number, roster: number, words: Words): GroupTally {
  const overall: Record<string, number> = {};
  for (let one = 0; one < answers; one += 1) {
    const level = LEVELS[Math.floor(uniform(words) * 4)] ?? 'good3';
    overall[level] = (overall[level] ?? 0) + 1;
  }
  return { roster, counts: { overall } };
}

/** The same tally as if every ballot had been cast `times` times. */
function multiplied({ roster, counts, products, pairs }: GroupTally, times: number): GroupTally {
  const each = (record: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(record).map(([key, count]) => [key, count * times]));
  return {
    roster: roster === null ? null : roster * times,
    counts: Object.fromEntries(Object.entries(counts).map(([question, levels]) => [question, each(levels)])),
    ...(products && { products: Object.fromEntries(Object.entries(products).map(([key, sum]) => [key, String(Number(sum) * times)])) }),
    ...(pairs && { pairs: each(pairs) }),
  };
}

/** A department as in the demo city: four goals, two tasks, three open groups and five panels. */
function unit(index: number, words: Words): UnitInput {
  const between = (low: number, high: number): string => String(Math.floor(low + uniform(words) * (high - low)));
  return {
    id: `unit-${String(index).padStart(5, '0')}`,
    category: 'departments',
    values: {
      'key-tasks': { manyuan: between(60, 100), harmony: between(60, 100) },
      'main-business': [1, 2, 3, 4].map((goal) => ({ goal: `g${goal}`, target: between(100, 999), actual: between(100, 999) })),
      management: { 'half-year': '1', 'year-end': '1' },
    },
    findings: [
      { part: 'management', kind: 'tier', criterion: 'banded-ranking', level: 'tier-2' },
      { part: 'management', kind: 'deduct', criterion: 'late-report', period: 'q1' },
    ],
    ratings: {
      'public-web': open(60, words),
      'public-newspaper': open(30, words),
      community: open(20, words),
      deputies: panel(30, 60, words),
      'civil-servants': panel(30, 80, words),
      'city-leaders': panel(8, 12, words),
      journalists: panel(6, 10, words),
      honorary: panel(5, 9, words),
    },
  };
}

interface Bare {
  readonly total: Rational;
  readonly variance: number;
}

/** Image, achievements and management of one unit with the room's own exact numbers and variances, and nothing written down. */
function bareTotal({ values, ratings }: UnitInput, image: ImageNode): Bare {
  const groups = image.groups.map((group) => {
    const tally = ratings?.[group.id] ?? { roster: null, counts: {} };
    const entered = figuresOf(group, tally, image).filter((figure) => enough(figure, group));
    const share = exact(1).div(exact(entered.length));
    const mean = entered.reduce((sum, figure) => sum.add((figure.mean ?? exact(0)).mul(share)), exact(0));
    return {
      weight: exact(group.weight),
      mean,
      spread: groupSpread(
        entered.map((figure) => ({ figure, share })),
        tally,
        scaleOf(image),
      ),
    };
  });
  const all = groups.reduce((sum, { weight }) => sum.add(weight), exact(0));
  const rated = groups.reduce((sum, { weight, mean }) => sum.add(weight.mul(mean)), exact(0)).div(all);
  const tasks = values?.['key-tasks'] as Record<string, string>;
  const goals = values?.['main-business'] as unknown as { target: string; actual: string }[];
  const capped = goals
    .map(({ target, actual }) => exact(actual).div(exact(target)).mul(exact(100)))
    .map((done) => (done.compare(exact(100)) > 0 ? exact(100) : done));
  const business = capped.reduce((sum, done) => sum.add(done), exact(0)).div(exact(goals.length));
  const achievements = exact(tasks['manyuan'] ?? 0)
    .add(exact(tasks['harmony'] ?? 0))
    .mul(exact('0.3'))
    .add(business.mul(exact('0.4')));
  const total = achievements
    .mul(exact('0.5'))
    .add(rated.mul(exact('0.3')))
    .add(exact('15.6'));
  const variance = groups.reduce((sum, { weight, spread }) => sum + (weight.div(all).valueOf() * 0.3) ** 2 * spread.variance, 0);
  return { total, variance };
}

interface Timed<T> {
  readonly value: T;
  readonly ms: number;
}

/** Best of a few runs of each, in turn: what the code needs when the machine does not stand in its way. */
function inTurn<A, B>(runs: number, first: () => A, second: () => B): [Timed<A>, Timed<B>] {
  let best: [Timed<A>, Timed<B>] | undefined;
  for (let run = 0; run < runs; run += 1) {
    const [a, b] = [once(first), once(second)];
    best = best === undefined ? [a, b] : [a.ms < best[0].ms ? a : best[0], b.ms < best[1].ms ? b : best[1]];
  }
  return best ?? [once(first), once(second)];
}

function once<T>(work: () => T): Timed<T> {
  const began = performance.now();
  const value = work();
  return { value, ms: performance.now() - began };
}

const timed = <T>(runs: number, work: () => T): Timed<T> => inTurn(runs, work, () => undefined)[0];

function benchTrees(write: (line: string) => void, scheme: Scheme): void {
  const [image] = imagesOf(scheme);
  if (image === undefined) throw new Error('the flagship has public image');
  const words = seeded(1);
  const units = Array.from({ length: 3000 }, (_, index) => unit(index, words));
  const input = { scheme: scheme.id, cycle: '2026', units };
  const many = {
    ...input,
    units: units.map((one) => ({ ...one, ratings: Object.fromEntries(Object.entries(one.ratings ?? {}).map(([id, tally]) => [id, multiplied(tally, 100)])) })),
  };
  const bare = timed(3, () => units.map((one) => bareTotal(one, image)));
  const [whole, again] = inTurn(
    3,
    () => score(scheme, input, DIGEST),
    () => score(scheme, many, DIGEST),
  );
  const same = whole.value.units.filter(({ total }, index) => total?.exact === toText(bare.value[index]?.total ?? exact(0))).length;
  write(
    `3,000 units with trees ${whole.ms.toFixed(0)} ms, totals and variances alone ${bare.ms.toFixed(0)} ms: ratio ${(whole.ms / bare.ms).toFixed(1)}; ${same} totals equal`,
  );
  write(`the same with 100 times the ballots ${again.ms.toFixed(0)} ms: ratio ${(again.ms / whole.ms).toFixed(2)}`);
  const city = { ...input, units: units.slice(0, 122) };
  const official = timed(3, () => score(scheme, city, DIGEST));
  const stress = timed(1, () => weightStress(scheme, city, DIGEST));
  write(`122 units ${official.ms.toFixed(0)} ms; 16 other weightings of the groups ${stress.ms.toFixed(0)} ms: ratio ${(stress.ms / official.ms).toFixed(1)}`);
}

function benchRanks(write: (line: string) => void): void {
  for (const count of [122, 500]) {
    const words = seeded(2);
    const units = Array.from({ length: count }, (_, index) => ({ id: `u${index}`, estimate: 80 + 8 * normal(words), variance: 0.5 + uniform(words) }));
    const took = (['bonferroni', 'marginal', 'simultaneous'] as const).map(
      (method) => timed(2, () => rankIntervals(units, { level: 0.95, seed: 3, method })).ms,
    );
    const [bound = 1, marginal = 0, together = 0] = took;
    write(
      `rank intervals, ${count} units: without draws ${bound.toFixed(0)} ms, marginal ${marginal.toFixed(0)} ms (× ${(marginal / bound).toFixed(1)}), simultaneous ${together.toFixed(0)} ms (× ${(together / bound).toFixed(1)})`,
    );
  }
}

function benchRaking(write: (line: string) => void): void {
  const words = seeded(4);
  const people = 100_000;
  const margins = [2, 6, 5, 12].map((size, index) => ({
    id: `margin-${index}`,
    categories: Array.from({ length: size }, (_, at) => ({ id: `c${at}`, target: 1_200_000 / size })),
    codes: Int32Array.from({ length: people }, () => Math.floor(size * uniform(words) * (0.5 + uniform(words) / 2))),
  }));
  const pass = timed(3, () => {
    const counts = margins.map(({ categories }) => new Float64Array(categories.length));
    for (const [at, { codes }] of margins.entries()) {
      const line = counts[at] as Float64Array;
      for (const code of codes) line[code] = (line[code] as number) + 1;
    }
    return counts;
  });
  const { value, ms } = timed(3, () => rake(people, margins));
  const told = value.ok ? `${value.rounds} rounds, n_eff ${value.effective.toFixed(0)}` : value.faults.map(({ message }) => message.en).join(' ');
  write(
    `raking ${people.toLocaleString('en')} people on 4 margins ${ms.toFixed(0)} ms (${told}); one count of all margins ${pass.ms.toFixed(1)} ms: ratio ${(ms / pass.ms).toFixed(1)}`,
  );
}

/** Scoring with and without trees, with many ballots, rank intervals and raking. */
export async function scoringBench(write: (line: string) => void): Promise<void> {
  const scheme = flagship();
  benchTrees(write, scheme);
  benchRanks(write);
  benchRaking(write);
}
