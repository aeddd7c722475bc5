import { complete } from './beside/complete.ts';
import type { Entry } from './beside/entry.ts';
import { exact, isExactText, type Rational, round, sumOf, toDouble, toText } from './exact.ts';
import { FaultyInput } from './faults.ts';
import type { ScoringInput, UnitInput } from './input.ts';
import { checkInput } from './inputs/check.ts';
import { unusedLeaves } from './inputs/leaves.ts';
import { normaliseInput } from './inputs/normalise.ts';
import { type Around, figuresIn, NOTHING_AROUND } from './nodes/around.ts';
import { type Context, note, type Scored } from './nodes/draft.ts';
import { evaluate } from './nodes/evaluate.ts';
import { fieldsOf } from './nodes/fields.ts';
import type { CategoryResult, Note, Result, ResultNode, UnitResult } from './result.ts';
import { inLinkOrder, readsFigures } from './scheme/order.ts';
import type { Category, Scheme } from './scheme/schema.ts';
import { bandsOf, rankIntervals } from './standing/band.ts';
import { commend, partOf, type Verdict } from './standing/commend.ts';
import { gradeOf } from './standing/grade.ts';
import { placesOf, rankDecimals } from './standing/rank.ts';
import { rewardOf } from './standing/reward.ts';
import { type Vetoed, vetoesOf } from './standing/veto.ts';
import { LEVEL } from './uncertainty/interval.ts';
import { simultaneous, type Together } from './uncertainty/simultaneous.ts';

/** Version of the arithmetic. It changes when the same input could give other bytes. */
export const ENGINE = '1.3.0';

interface Assessed {
  readonly unit: UnitInput;
  readonly scored: Scored;
  readonly rewards: readonly ResultNode[];
  readonly vetoed: Vetoed;
}

/** The deepest sentences that say why a tree has no value. */
function reasons(node: ResultNode): Note[] {
  if (node.exact !== null) return [];
  const below = node.children.flatMap(reasons);
  return below.length > 0 ? below : node.notes.filter(({ kind }) => kind === 'missing');
}

function withoutTotal(tree: ResultNode): Note[] {
  if (tree.exact !== null) return [];
  const found = reasons(tree).map(({ text }) => text);
  const zh = found.map((text) => text.zh).join('');
  return [note('missing', `没有总分、等次和名次。${zh}`, ['No total, grade or rank.', ...found.map((text) => text.en)].join(' '))];
}

function assess(context: Context, category: Category, scheme: Scheme): Assessed {
  const { unit } = context;
  const scored = evaluate(category.tree, context);
  const rewards = (category.rewards ?? []).map((reward) => rewardOf(reward, scored.node, category.tree, context));
  return { unit, scored, rewards, vetoed: vetoesOf(unit, scheme) };
}

interface Standing {
  readonly rank: number | null;
  readonly rankInterval: UnitResult['rankInterval'];
  readonly band: UnitResult['band'];
  readonly verdict: Verdict;
  readonly simultaneous?: UnitResult['simultaneous'] | undefined;
}

const NOWHERE: Standing = { rank: null, rankInterval: null, band: null, verdict: { commended: false, notes: [] } };

const barred = ({ vetoes }: Vetoed): boolean => vetoes.some(({ bars }) => bars?.includes('commendation') === true);

function verdictsOf(rated: readonly Rated[], ranks: readonly (number | null)[], { tree: root }: Category, scheme: Scheme): Verdict[] {
  if (scheme.commendation === undefined) return rated.map(() => NOWHERE.verdict);
  const field = rated.map(({ one }, index) => ({
    rank: ranks[index] ?? Number.MAX_SAFE_INTEGER,
    barred: barred(one.vetoed),
    tree: one.scored.node,
    scheme: root,
  }));
  return commend(scheme.commendation, field, scheme.decimals);
}

interface Rated {
  readonly one: Assessed;
  readonly total: Rational;
  readonly variance: number;
}

/** A part's exact value, for ties; null where the unit has none. */
function exactOf(one: Assessed, { tree }: Category, part: string): Rational | null {
  const value = partOf(one.scored.node, tree, part)?.exact ?? null;
  return value === null ? null : exact(value);
}

function ranksOf(rated: readonly Rated[], category: Category, scheme: Scheme): number[] {
  const parts = scheme.tie_break ?? [];
  const contenders = rated.map(({ one, total }) => ({ total, tieBreak: parts.map((part) => exactOf(one, category, part)) }));
  return placesOf(contenders, rankDecimals(scheme), scheme.ties);
}

function simultaneousOf(rated: readonly Rated[], ranks: readonly number[], ranked: boolean, together: Together | undefined): Standing['simultaneous'][] {
  if (together === undefined) return [];
  const units = rated.map(({ one, total, variance }, index) => ({ id: one.unit.id, estimate: toDouble(total), variance, place: ranks[index] ?? null }));
  return simultaneous(units, ranked, { ...together, level: LEVEL });
}

/** What the places of a category depend on beside its units. */
interface Run {
  readonly category: Category;
  readonly scheme: Scheme;
  readonly together: Together | undefined;
  readonly around: Around;
  /** Whether anything reads figures by id. */
  readonly reads: boolean;
}

/** Places inside one category. Units without a total stand outside; a category of one, or one not ranked, has no places. */
function standings(rated: readonly Rated[], all: readonly Assessed[], { category, scheme, together }: Run): ReadonlyMap<string, Standing> {
  const bands = bandsOf(rated);
  const ranked = category.ranked && all.length > 1;
  const ranks = ranked ? ranksOf(rated, category, scheme) : [];
  const intervals = ranked && scheme.ties !== 'dense' ? rankIntervals(rated, ranks) : [];
  const verdicts = ranked ? verdictsOf(rated, ranks, category, scheme) : [];
  const sets = simultaneousOf(rated, ranks, ranked && scheme.ties !== 'dense', together);
  const standing = (index: number): Standing => ({
    rank: ranks[index] ?? null,
    rankInterval: intervals[index] ?? null,
    band: bands[index] ?? null,
    verdict: verdicts[index] ?? NOWHERE.verdict,
    simultaneous: sets[index],
  });
  return new Map(rated.map(({ one }, index) => [one.unit.id, standing(index)]));
}

function unitResult(one: Assessed, category: Category, scheme: Scheme, standing: Standing): UnitResult {
  const { unit, scored, rewards, vetoed } = one;
  const { value, node } = scored;
  return {
    id: unit.id,
    category: category.id,
    total: value === null ? null : { exact: toText(value), rounded: round(value, scheme.decimals) },
    grade: gradeOf(value, scheme, vetoed.vetoes),
    rank: standing.rank,
    rankInterval: standing.rankInterval,
    band: standing.band,
    interval: node.interval ?? null,
    commended: standing.verdict.commended,
    notes: [...withoutTotal(node), ...vetoed.notes, ...standing.verdict.notes],
    tree: node,
    ...(standing.simultaneous && { simultaneous: standing.simultaneous }),
    ...(rewards.length > 0 && { rewards }),
  };
}

/** Exact text, or 20 decimals where the common denominator of many totals makes the fraction unreadably long. */
function shortText(mean: Rational): string {
  const text = toText(mean);
  return isExactText(text) ? text : toText(exact(round(mean, 20)));
}

interface CategoryScores {
  readonly result: CategoryResult;
  readonly entries: readonly Entry[];
  readonly used: readonly string[];
}

const NO_FIGURES: Entry['figures'] = new Map();

function entryOf(one: Assessed, { category, scheme, reads }: Run, standing: Standing): Entry {
  const figures = reads ? figuresIn(category.tree, one.scored) : NO_FIGURES;
  return { unit: one.unit, category, result: unitResult(one, category, scheme, standing), vetoes: one.vetoed.vetoes, figures, beside: [], payouts: [] };
}

function scoreCategory(run: Run, units: readonly UnitInput[]): CategoryScores {
  const { category, scheme, around } = run;
  const contexts = units
    .filter((unit) => unit.category === category.id)
    .map((unit) => ({ unit, decimals: scheme.decimals, visibility: scheme.visibility, around }));
  const fields = fieldsOf(category.tree, contexts);
  const all = contexts.map((context) => assess({ ...context, fields }, category, scheme));
  const rated = all.flatMap((one): Rated[] => {
    const { value, spread } = one.scored;
    return value === null ? [] : [{ one, total: value, variance: spread.variance }];
  });
  const places = standings(rated, all, run);
  const mean = rated.length === 0 ? null : sumOf(rated.map(({ total }) => total)).div(exact(rated.length));
  return {
    result: {
      id: category.id,
      label: category.label,
      ranked: category.ranked && all.length > 1,
      mean: mean === null ? null : { exact: shortText(mean), rounded: round(mean, scheme.decimals) },
      units: all.length,
      withTotal: rated.length,
    },
    entries: all.map((one) => entryOf(one, run, places.get(one.unit.id) ?? NOWHERE)),
    used: all.flatMap(({ vetoed }) => vetoed.used),
  };
}

/** Categories one by one, each after those its links read; handed back as the scheme lists them. */
function scoreCategories(scheme: Scheme, { units }: ScoringInput, base: Around, together: Together | undefined): CategoryScores[] {
  const done = new Map<string, CategoryScores>();
  const reads = readsFigures(scheme);
  for (const category of inLinkOrder(scheme.categories) ?? scheme.categories) {
    const others = [...done.values()].flatMap(({ entries }) => entries);
    done.set(category.id, scoreCategory({ category, scheme, together, around: { ...base, others }, reads }, units));
  }
  return scheme.categories.flatMap(({ id }) => done.get(id) ?? []);
}

export interface ScoreOptions {
  /** `sha256-…` of `canonicalScheme(scheme)`, computed by the caller; it is copied into the result. */
  readonly digest: string;
  /** Asks for rank sets and bands that hold for a whole category at once; they need seeded draws, and so a seed. */
  readonly together?: Together;
}

/**
 * Scores one cycle. Pure: the same scheme and input give the same bytes, in whatever order the input was written.
 * @param scheme a scheme that `checkScheme` accepted.
 * @param input plain values, findings and tallies; see `ScoringInput`.
 * @throws FaultyInput with every fault at once when `checkInput` refuses the input.
 */
export function score(scheme: Scheme, input: ScoringInput, options: ScoreOptions): Result {
  const checked = checkInput(scheme, input);
  if (!checked.ok) throw new FaultyInput(checked.faults);
  const normal = normaliseInput(checked.input);
  const base = { ...NOTHING_AROUND, calendar: normal.calendar ?? null, ballots: normal.ballots ?? {}, repliesAsOf: normal.repliesAsOf ?? null };
  const scored = scoreCategories(scheme, normal, base, options.together);
  const entries = scored.flatMap((category) => category.entries);
  const { units, pools } = complete(scheme, normal, { entries, around: { ...base, others: entries } });
  const trees = units.flatMap(({ tree, figures = [] }) => [tree, ...figures]);
  return {
    scheme: `${scheme.id}@${scheme.version}:${options.digest}`,
    engine: ENGINE,
    cycle: normal.cycle,
    categories: scored.map(({ result }) => result),
    units,
    ...(scheme.pools && { pools }),
    unused: unusedLeaves(
      normal,
      trees,
      scored.flatMap(({ used }) => used),
    ),
  };
}
