import { currentCycle, scoredCycles } from '../facts/cycles.ts';
import { allGoalPages, plannedCycles } from '../facts/explorer.ts';
import { allRankings } from '../facts/ranking.ts';
import { askedCycles, laterReplyPages } from '../facts/replies.ts';
import { cyclesOfUnit } from '../facts/unit.ts';
import { windowsWithPage } from '../facts/window.ts';
import type { Release } from '../release.ts';
import Data from './Data.astro';
import GoalList from './GoalList.astro';
import Goals from './Goals.astro';
import Home from './Home.astro';
import Method from './Method.astro';
import Ranking from './Ranking.astro';
import Rankings from './Rankings.astro';
import Replies from './Replies.astro';
import Unit from './Unit.astro';
import Units from './Units.astro';
import Window from './Window.astro';

type Names = Readonly<Record<string, string>>;

/** One kind of page that any release can show: everything on it comes from the release's data. */
export interface ViewLine {
  /** Address without language; `:name` stands for one step. */
  readonly at: string;
  readonly view: (props: never) => unknown;
  /** What the view is given beside `lang` and `release`; null when this release has no such page. */
  readonly props: (release: Release, names: Names) => Names | null;
}

const always = (): Names => ({});

/** Every view that is drawn for old releases too. A new kind of page adds its line. */
export const VIEWS: readonly ViewLine[] = [
  { at: '/', view: Home, props: always },
  { at: '/units', view: Units, props: always },
  { at: '/units/:id', view: Unit, props: ({ units }, { id = '' }) => (units.some((unit) => unit.id === id) ? { id } : null) },
  {
    at: '/units/:id/:past',
    view: Unit,
    props: (release, { id = '', past = '' }) => (cyclesOfUnit(release, id).some((cycle) => cycle.id === past) ? { id, past } : null),
  },
  { at: '/rankings', view: Rankings, props: always },
  {
    at: '/rankings/:cycle/:category',
    view: Ranking,
    props: (release, { cycle = '', category = '' }) =>
      allRankings(release).some((each) => each.cycle.id === cycle && each.category.id === category) ? { cycle, category } : null,
  },
  { at: '/method', view: Method, props: (release) => ({ id: schemeInForce(release), path: '/method' }) },
  { at: '/method/:id', view: Method, props: ({ schemes }, { id = '' }) => (schemes.has(id) ? { id, path: `/method/${id}` } : null) },
  { at: '/goals', view: Goals, props: always },
  { at: '/goals/:cycle', view: Goals, props: (release, { cycle = '' }) => (plannedCycles(release).some(({ id }) => id === cycle) ? { cycle } : null) },
  { at: '/goals/:cycle/:filter', view: GoalList, props: (release, { cycle = '', filter = '' }) => goalList(release, cycle, filter, '1') },
  { at: '/goals/:cycle/:filter/:page', view: GoalList, props: (release, { cycle = '', filter = '', page = '' }) => goalList(release, cycle, filter, page) },
  { at: '/replies', view: Replies, props: always },
  { at: '/replies/:cycle', view: Replies, props: (release, { cycle = '' }) => (askedCycles(release).some(({ id }) => id === cycle) ? { cycle } : null) },
  {
    at: '/replies/:cycle/:page',
    view: Replies,
    props: (release, { cycle = '', page = '' }) =>
      laterReplyPages(release).some((each) => each.cycle === cycle && each.page === page) ? { cycle, page } : null,
  },
  { at: '/windows/:id', view: Window, props: (release, { id = '' }) => (windowsWithPage(release).some((window) => window.id === id) ? { id } : null) },
  { at: '/data', view: Data, props: always },
];

function goalList(release: Release, cycle: string, filter: string, page: string): Names | null {
  const exists = allGoalPages(release).some((each) => each.cycle === cycle && each.filter === filter && String(each.page) === page);
  return exists ? { cycle, filter, page } : null;
}

/** The scheme of the running year, or of the last year that has one. */
function schemeInForce(release: Release): string {
  return [currentCycle(release), ...scoredCycles(release)].find(({ scheme }) => release.schemes.has(scheme))?.scheme ?? '';
}

/** The view of an address without language, and what the address names. */
export function findView(path: string): { readonly line: ViewLine; readonly names: Names } | null {
  const steps = stepsOf(path);
  for (const line of VIEWS) {
    const names = namesIn(stepsOf(line.at), steps);
    if (names) return { line, names };
  }
  return null;
}

const stepsOf = (path: string): readonly string[] => path.split('/').filter((step) => step !== '');

function namesIn(pattern: readonly string[], steps: readonly string[]): Names | null {
  if (pattern.length !== steps.length) return null;
  const pairs = pattern.map((step, at) => [step, steps[at] ?? ''] as const);
  if (!pairs.every(([step, given]) => step.startsWith(':') || step === given)) return null;
  return Object.fromEntries(pairs.filter(([step]) => step.startsWith(':')).map(([step, given]) => [step.slice(1), given]));
}
