import type { Result, Text, UnitResult } from '../../scoring/index.ts';

/** One unit's line in the table that the office looks at before publishing. */
export interface SummaryLine {
  readonly unit: string;
  readonly name: Text;
  readonly total: string | null;
  readonly rank: number | null;
  readonly band: UnitResult['band'];
  readonly grade: string | null;
  readonly image: string | null;
  readonly previousTotal: string | null;
  readonly previousRank: number | null;
  readonly reasons: readonly Text[];
}

export interface SummaryCategory {
  readonly category: string;
  readonly label: Text;
  readonly ranked: boolean;
  readonly mean: string | null;
  readonly lines: readonly SummaryLine[];
}

/** The preview of a computation: every category's table with what changed since the published one and why a unit stands out. */
export function summarise(result: Result, published: Result | null, nameOf: (unit: string) => Text): SummaryCategory[] {
  const before = new Map(published?.units.map((unit) => [unit.id, unit]));
  return result.categories.map((category) => ({
    category: category.id,
    label: category.label,
    ranked: category.ranked,
    mean: category.mean?.rounded ?? null,
    lines: result.units
      .filter((unit) => unit.category === category.id)
      .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || (a.id < b.id ? -1 : 1))
      .map((unit) => toLine(unit, before.get(unit.id), nameOf)),
  }));
}

function toLine(unit: UnitResult, before: UnitResult | undefined, nameOf: (unit: string) => Text): SummaryLine {
  return {
    unit: unit.id,
    name: nameOf(unit.id),
    total: unit.total?.rounded ?? null,
    rank: unit.rank,
    band: unit.band,
    grade: unit.grade,
    image: imageOf(unit)?.rounded ?? null,
    previousTotal: before?.total?.rounded ?? null,
    previousRank: before?.rank ?? null,
    reasons: [...unit.notes.map(({ text }) => text), ...reasonsBelow(unit.tree)],
  };
}

/** What the office must see before publishing: vetoes, overrides, unproved claims, missing parts, each with the part it is about. */
function reasonsBelow(node: UnitResult['tree']): Text[] {
  const own = node.notes.filter((note) => note.kind === 'veto' || note.kind === 'override' || note.kind === 'unproved' || note.kind === 'missing');
  const named = own.map(({ text }) => ({ zh: `${node.label.zh}：${text.zh}`, en: `${node.label.en}: ${text.en}` }));
  return [...named, ...node.children.flatMap(reasonsBelow)];
}

/** The public-image part of a unit's tree: the first rated node from the top. */
export function imageOf(unit: UnitResult): UnitResult['tree'] | null {
  const find = (node: UnitResult['tree']): UnitResult['tree'] | null => {
    if (node.operation === 'image') return node;
    for (const child of node.children) {
      const found = find(child);
      if (found) return found;
    }
    return null;
  };
  return find(unit.tree);
}
