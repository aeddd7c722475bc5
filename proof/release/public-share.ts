import { type Data, type Result, type ResultNode, type ScoringInput, type Text, type UnitInput, type UnitResult, visibleTo } from '../../scoring/index.ts';

/** `scores/<cycle>/hidden.json`: what of a cycle's scores is kept inside. Absent where everything is public. */
export interface HiddenParts {
  readonly format: 'gongping-hidden/1';
  /** Places in the trees, by category: what the scheme keeps inside, and what would tell it. */
  readonly parts: readonly { readonly category: string; readonly place: string }[];
  /** Units that are scored and not published: persons, for example. */
  readonly units: number;
}

/** What of a scored cycle everybody may see: a result without its inner parts, and the input of the parts that are left. */
export interface PublicShare {
  readonly input: ScoringInput;
  readonly result: Result;
  readonly hidden: HiddenParts;
}

const KEPT_INSIDE: Text = { zh: '由不在此公开的部分得出，取所公布的值。', en: 'Made of parts that are not shown here; the published value stands.' };

/**
 * The public share of a result, or null where all of it is public. Beside what the scheme keeps inside it leaves out
 * what would tell it: where a node shows its figure and only one of its parts is hidden, that part is the difference,
 * so that the part with the least weight goes with it. Which parts go depends on the scheme alone, never on figures.
 */
export function publicShare(input: ScoringInput, result: Result): PublicShare | null {
  const shown = visibleTo(result, 'public');
  const whole = new Map(result.units.map((unit) => [unit.id, unit]));
  const units = shown.units.map((unit) => shareOf(unit, whole.get(unit.id)?.tree ?? unit.tree));
  const hidden: HiddenParts = {
    format: 'gongping-hidden/1',
    parts: hiddenParts(result.units, new Map(units.map((unit) => [unit.id, unit]))),
    units: result.units.length - units.length,
  };
  if (hidden.parts.length === 0 && hidden.units === 0 && shown.pools?.length === result.pools?.length) return null;
  const given = new Map(input.units.map((unit) => [unit.id, unit]));
  const published = units.flatMap((unit) => {
    const data = given.get(unit.id);
    const before = whole.get(unit.id);
    return data && before ? [onlyInputs(data, inputsOf(listsOf(unit)), inputsOf(lostNodes(listsOf(before), listsOf(unit))))] : [];
  });
  return { result: { ...shown, units, unused: [] }, input: { ...input, units: published }, hidden };
}

function shareOf(unit: UnitResult, tree: ResultNode): UnitResult {
  const left = guarded(tree) ?? { ...tree, children: [], rule: KEPT_INSIDE, notes: [], inputs: [] };
  return left.rule === KEPT_INSIDE ? { ...unit, tree: left, notes: unit.notes.filter(({ kind }) => kind === 'veto') } : { ...unit, tree: left };
}

/** The node without what may not be seen; null where nothing of it may, or where its figure is that of its only part, which may not. */
function guarded(node: ResultNode): ResultNode | null {
  if (node.visibility !== 'public') return null;
  const kept = node.children.flatMap((child) => guarded(child) ?? []);
  const lost = node.children.length - kept.length;
  if (lost === 0) return { ...node, children: kept };
  if (lost === 1 && kept.length === 0) return null;
  const least = lost === 1 ? kept.reduce((a, b) => (weightOf(b) < weightOf(a) ? b : a)) : null;
  const children = kept.filter((child) => child !== least);
  const told = inputsOf(lostNodes([node], [{ ...node, children }]));
  return { ...node, children, rule: KEPT_INSIDE, notes: [], inputs: node.inputs.filter(({ path }) => !told.has(path)) };
}

/** As the scheme states it, so that every unit loses the same part. */
const weightOf = ({ weight }: ResultNode): number => {
  const [over = '0', under = '1'] = (weight?.stated ?? '0').split('/');
  return Number(over) / Number(under);
};

const listsOf = ({ tree, rewards = [], figures = [], payouts = [] }: UnitResult): readonly ResultNode[] => [tree, ...rewards, ...figures, ...payouts];

/** The uppermost nodes that the second forest lacks. */
const lostNodes = (before: readonly ResultNode[], after: readonly ResultNode[]): ResultNode[] =>
  before.flatMap((node) => {
    const same = after.find(({ id }) => id === node.id);
    return same ? lostNodes(node.children, same.children) : [node];
  });

function hiddenParts(before: readonly UnitResult[], after: ReadonlyMap<string, UnitResult>): HiddenParts['parts'] {
  const found = new Map<string, HiddenParts['parts'][number]>();
  const visit = (category: string, node: ResultNode, left: readonly ResultNode[], above: string): void => {
    const place = above === '' ? node.id : `${above}/${node.id}`;
    const same = left.find(({ id }) => id === node.id);
    if (same) for (const child of node.children) visit(category, child, same.children, place);
    else found.set(`${category} ${place}`, { category, place });
  };
  for (const unit of before) {
    const left = after.get(unit.id);
    if (left) for (const node of listsOf(unit)) visit(unit.category, node, listsOf(left), '');
  }
  return [...found.values()].sort((a, b) => (`${a.category} ${a.place}` < `${b.category} ${b.place}` ? -1 : 1));
}

/** Paths of the input that some nodes rest on. */
function inputsOf(nodes: readonly ResultNode[]): Set<string> {
  const paths = new Set<string>();
  const visit = (node: ResultNode): void => {
    for (const { path } of node.inputs) paths.add(path);
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return paths;
}

/** The unit's input without entries that no shown part rests on, or that a hidden one rests on too. */
function onlyInputs(unit: UnitInput, shown: ReadonlySet<string>, hidden: ReadonlySet<string>): UnitInput {
  const at = (place: string): boolean => isUsed(place, shown) && !isUsed(place, hidden);
  const base = `units.${unit.id}`;
  const record = <T>(name: string, entries: Readonly<Record<string, T>> | undefined): Readonly<Record<string, Record<string, T>>> | Record<string, never> =>
    entries ? { [name]: Object.fromEntries(Object.entries(entries).filter(([key]) => at(`${base}.${name}.${key}`))) } : {};
  const findings = unit.findings?.filter((_, index) => at(`${base}.findings.${index}`));
  const periods = Object.entries(unit.periods ?? {}).filter(([key]) => at(`${base}.periods.${key}`));
  return {
    id: unit.id,
    category: unit.category,
    ...record('values', unit.values),
    ...record('answers', unit.answers),
    ...(findings && { findings }),
    ...record('ratings', unit.ratings),
    ...(periods.length > 0 && { periods: Object.fromEntries(periods) as Readonly<Record<string, Data>> }),
    ...record('dates', unit.dates),
    ...record('deliveries', unit.deliveries),
  };
}

const isUsed = (place: string, paths: ReadonlySet<string>): boolean => {
  for (const path of paths) if (path === place || path.startsWith(`${place}.`)) return true;
  return false;
};
