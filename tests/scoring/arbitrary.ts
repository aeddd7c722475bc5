import fc from 'fast-check';
import { exact, type Finding, type Goal, type GroupTally, type Scheme, type SchemeNode, type ScoringInput, type UnitInput } from '../../scoring/index.ts';
import { repeatedOf, sourceOf, walk } from '../../scoring/scheme/walk.ts';

/** What one node reads of a unit, made up at random. */
interface Piece {
  readonly values?: Readonly<Record<string, Readonly<Record<string, string | null>> | readonly Goal[]>>;
  readonly answers?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly findings?: readonly Finding[];
  readonly ratings?: Readonly<Record<string, GroupTally>>;
}

const maybe = <T>(arb: fc.Arbitrary<T>, none: T): fc.Arbitrary<T> => fc.oneof({ weight: 3, arbitrary: arb }, { weight: 1, arbitrary: fc.constant(none) });

/** A whole number inside a range, or null now and then. */
const within = ([low, high]: readonly [string, string]): fc.Arbitrary<string | null> => {
  const [a, b] = [Math.ceil(exact(low).valueOf()), Math.floor(exact(high).valueOf())];
  return maybe(fc.integer({ min: Math.min(a, b), max: Math.max(a, b) }).map(String), null);
};

const some = <T>(entries: Readonly<Record<string, fc.Arbitrary<T>>>): fc.Arbitrary<Record<string, T>> =>
  fc.record(entries, { requiredKeys: [] }) as fc.Arbitrary<Record<string, T>>;

const figure = fc.integer({ min: 0, max: 200 }).map(String);
const numeric = (goal: string): fc.Arbitrary<Goal> =>
  fc.record({
    goal: fc.constant(goal),
    target: maybe<string | null>(figure, null),
    actual: maybe<string | null>(figure, null),
    verified: maybe<string | null>(figure, null),
    start: maybe<string | null>(figure, null),
  });
const milestone = (goal: string): fc.Arbitrary<Goal> =>
  fc.record({
    goal: fc.constant(goal),
    kind: fc.constant('milestone' as const),
    due: fc.constant('2026-06-30'),
    done: fc.constantFrom(null, '2026-06-30', '2026-07-01'),
  });
const composite = (goal: string): fc.Arbitrary<Goal> =>
  fc.tuple(numeric('a'), milestone('b')).map((components) => ({ goal, kind: 'composite' as const, components }));
const goals = (most: number): fc.Arbitrary<readonly Goal[]> =>
  fc
    .integer({ min: 0, max: Math.min(most, 4) })
    .chain((size) => fc.tuple(...Array.from({ length: size }, (_, n) => fc.oneof(numeric(`g${n}`), milestone(`g${n}`), composite(`g${n}`)))));

const count = fc.integer({ min: 0, max: 40 });

function ratings(node: Extract<SchemeNode, { kind: 'image' }>): fc.Arbitrary<Piece> {
  const cells = some(Object.fromEntries([...node.levels.map(({ id }) => id), node.dont_know].map((id) => [id, count])));
  const tallies = node.groups.map(({ id, questionnaire }) => {
    const questions = node.questionnaires.find((one) => one.id === questionnaire)?.questions ?? [];
    return [id, some(Object.fromEntries(questions.map((one) => [one.id, cells]))).map((counts): GroupTally => ({ roster: null, counts }))] as const;
  });
  return some(Object.fromEntries(tallies)).map((made) => ({ ratings: made }));
}

function entries(node: Extract<SchemeNode, { kind: 'points' }>): fc.Arbitrary<Piece> {
  const one = fc.constantFrom(...node.criteria).chain(({ id, kind, at_most: most }) => {
    const points = most === undefined ? fc.constant({}) : within(['0', most]).map((value) => ({ points: value ?? '0' }));
    const period = node.periods === undefined ? fc.constant({}) : fc.constantFrom(...node.periods).map((value) => ({ period: value }));
    return fc.tuple(points, period).map(([a, b]): Finding => ({ part: sourceOf(node), kind, criterion: id, ...a, ...b }));
  });
  const held =
    node.held === undefined
      ? fc.constant<Piece>({})
      : fc.constantFrom('0', '1', null).map((value): Piece => ({ values: { [sourceOf(node)]: { [node.held ?? '']: value } } }));
  return fc.tuple(fc.array(one, { maxLength: 4 }), held).map(([findings, mark]) => ({ ...mark, findings }));
}

function claims(node: SchemeNode): fc.Arbitrary<Piece> {
  const steps = (node.then ?? []).filter((step) => step.do === 'raise');
  if (steps.length === 0) return fc.constant({});
  const claim = fc.record({
    criterion: fc.constantFrom(...steps.map(({ criterion }) => criterion)),
    place: fc.integer({ min: 1, max: 9 }),
    source: fc.constantFrom('doc-1', ''),
  });
  return fc.array(claim, { maxLength: 2 }).map((made) => ({ findings: made.map((one): Finding => ({ part: sourceOf(node), kind: 'override', ...one })) }));
}

function reading(node: SchemeNode): fc.Arbitrary<Piece> {
  const part = sourceOf(node);
  const values = (made: fc.Arbitrary<Record<string, string | null>>): fc.Arbitrary<Piece> => made.map((record) => ({ values: { [part]: record } }));
  switch (node.kind) {
    case 'value':
      return values(some({ [node.value]: within(node.range) }));
    case 'mean':
      return values(some(Object.fromEntries(node.values.map(({ id }) => [id, within(node.range)]))));
    case 'items':
      return values(some(Object.fromEntries(node.items.map(({ id, points }) => [id, within(['0', points])]))));
    case 'checklist': {
      const answer = maybe<string | null>(fc.constantFrom(...node.answers.map(({ id }) => id)), null);
      return some(Object.fromEntries(node.questions.map(({ id }) => [id, answer]))).map((record) => ({ answers: { [part]: record } }));
    }
    case 'completion':
      return node.sums === undefined ? goals(node.at_most ?? 4).map((list) => ({ values: { [part]: list } })) : fc.constant({});
    case 'points':
      return entries(node);
    case 'tiers':
      return maybe<Piece>(
        fc.constantFrom(...node.tiers).map(({ id }): Piece => ({ findings: [{ part, kind: 'tier', criterion: node.criterion, level: id }] })),
        {},
      );
    case 'image':
      return ratings(node);
    default:
      return fc.constant({});
  }
}

/** Two pieces as one: values of a part that two nodes read stand side by side, the first list of goals wins. */
function merged(a: Piece, b: Piece): Piece {
  const values: Record<string, NonNullable<Piece['values']>[string]> = { ...a.values };
  for (const [part, own] of Object.entries(b.values ?? {}))
    values[part] = part in values && !Array.isArray(own) ? { ...values[part], ...own } : (values[part] ?? own);
  const findings = [...(a.findings ?? []), ...(b.findings ?? [])];
  const tiers = new Set<string>();
  const once = findings.filter(({ kind, part, criterion }) => {
    const key = `${part} ${criterion}`;
    if (kind !== 'tier') return true;
    if (tiers.has(key)) return false;
    tiers.add(key);
    return true;
  });
  return { values, answers: { ...a.answers, ...b.answers }, findings: once, ratings: { ...a.ratings, ...b.ratings } };
}

const together = (nodes: readonly SchemeNode[]): fc.Arbitrary<Piece> =>
  fc.tuple(...nodes.flatMap((node) => [reading(node), claims(node)])).map((pieces) => pieces.reduce(merged, {}));

function periodsOf(nodes: readonly SchemeNode[]): fc.Arbitrary<Record<string, Piece>> {
  const repeated = nodes.flatMap((node) => {
    const part = repeatedOf(node);
    return part === null || node.kind !== 'periods' ? [] : node.periods.map(({ id }) => ({ id, nodes: walk(part).map((one) => one.node) }));
  });
  const ids = [...new Set(repeated.map(({ id }) => id))];
  return some(Object.fromEntries(ids.map((id) => [id, together(repeated.filter((one) => one.id === id).flatMap((one) => one.nodes))])));
}

function vetoes(scheme: Scheme, root: string): fc.Arbitrary<readonly Finding[]> {
  const list = scheme.vetoes?.list ?? [];
  return fc.subarray([...list]).map((chosen) => chosen.map(({ id }): Finding => ({ part: root, kind: 'veto', criterion: id })));
}

/** Random units for a scheme: anything its trees and figures read may be there or not; links, duties and ballots are left out. */
export function inputFor(scheme: Scheme): fc.Arbitrary<ScoringInput> {
  const units = scheme.categories.flatMap(({ id: category, tree, figures = [] }) => {
    const nodes = [tree, ...figures].flatMap((node) => walk(node).map((one) => one.node));
    return [0, 1].map((n) =>
      fc.tuple(together(nodes), periodsOf(nodes), vetoes(scheme, tree.id)).map(
        ([piece, periods, barred]): UnitInput => ({
          id: `${category}-${n}`,
          category,
          ...piece,
          findings: [...(piece.findings ?? []), ...barred],
          ...(Object.keys(periods).length > 0 && { periods }),
        }),
      ),
    );
  });
  const calendar = { from: '2026-01-01', asOf: '2026-12-31' };
  return fc.tuple(...units).map((all) => ({ scheme: scheme.id, cycle: '2026', calendar, units: all }));
}
