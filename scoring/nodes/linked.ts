import { exact, least, most, type Rational, sumOf, ZERO } from '../exact.ts';
import type { UnitInput } from '../input.ts';
import type { Provenance, Text } from '../result.ts';
import type { LinkedNode } from '../scheme/nodes.ts';
import { combine as spreads } from '../uncertainty/interval.ts';
import { type Assessed, type Figure, NOTHING_AROUND } from './around.ts';
import { type Context, type Draft, having, lacking, note, shown } from './draft.ts';

const WORDS: Readonly<Record<LinkedNode['combine'], Text>> = {
  mean: { zh: '平均数', en: 'Plain mean' },
  sum: { zh: '合计', en: 'Sum' },
  least: { zh: '最低值', en: 'Lowest' },
  most: { zh: '最高值', en: 'Highest' },
};

/** Whether the other unit is one that the node speaks of. */
function meant(node: LinkedNode, unit: UnitInput, { unit: other }: Assessed): boolean {
  if (!node.categories.includes(other.category)) return false;
  if (node.link !== undefined) return unit.links?.[node.link]?.includes(other.id) === true;
  return node.linked_by === undefined || other.links?.[node.linked_by]?.includes(unit.id) === true;
}

function combined(combine: LinkedNode['combine'], values: readonly Rational[]): Rational {
  const [first = ZERO, ...rest] = values;
  if (combine === 'least') return rest.reduce(least, first);
  if (combine === 'most') return rest.reduce(most, first);
  const sum = sumOf(values);
  return combine === 'sum' ? sum : sum.div(exact(values.length));
}

interface Source {
  readonly id: string;
  readonly figure: Figure | null;
}

const provenance = ({ id, figure }: Source, part: string): Provenance => ({
  kind: 'value',
  path: `units.${id}.${part}`,
  label: { zh: id, en: id },
  value: figure?.node.exact ?? '',
});

function notesOf(lost: readonly Source[], node: LinkedNode) {
  const outside = node.missing === 'skip';
  return lost.map(({ id }) =>
    outside
      ? note('excluded', `“${id}”没有得分，不计入。`, `“${id}” has no figure and stands outside.`)
      : note('missing', `“${id}”没有得分，因此这里也没有得分。`, `“${id}” has no figure, so there is none here.`),
  );
}

/**
 * Mean, sum, lowest or highest figure of other units: of whole categories, or of those that a link names.
 * Units without a figure stand outside or leave none here, as the scheme says. The links that were followed are inputs.
 */
export function linked(node: LinkedNode, context: Context): Draft {
  const { others } = context.around ?? NOTHING_AROUND;
  const sources = others
    .filter((other) => meant(node, context.unit, other))
    .map(({ unit, figures }) => ({ id: unit.id, figure: figures.get(node.of) ?? null }));
  const found = sources.filter(({ figure }) => (figure?.value ?? null) !== null);
  const lost = sources.filter((source) => !found.includes(source));
  const words = WORDS[node.combine];
  const line = found.map(({ id, figure }) => `${id} ${shown(figure?.value ?? null, context)}`).join(' + ');
  const rule = { zh: `相关单位的${words.zh}：${line || '—'}`, en: `${words.en} over linked units: ${line || '—'}` };
  const scale = { unit: node.unit ?? 'points' } as const;
  const links = context.unit.links?.[node.link ?? ''] ?? [];
  const followed = links.map(
    (id, index): Provenance => ({ kind: 'value', path: `units.${context.unit.id}.links.${node.link}.${index}`, label: node.label, value: id }),
  );
  const more = { inputs: [...followed, ...found.map((source) => provenance(source, node.of))], notes: notesOf(lost, node) };
  if (found.length === 0) {
    const none = note('missing', `“${node.label.zh}”没有可取的数。`, `“${node.label.en}” finds no figure.`);
    return lacking(sources.length === 0 ? 'empty' : 'incomplete', scale, rule, { ...more, notes: [...more.notes, none] });
  }
  if (lost.length > 0 && node.missing === 'refuse') return lacking('incomplete', scale, rule, more);
  const size = node.combine === 'mean' ? found.length : 1;
  const spread = spreads(found.map(({ figure }) => ({ weight: 1 / size, spread: figure?.spread ?? { variance: 0, kind: 'none' as const } })));
  const value = combined(
    node.combine,
    found.map(({ figure }) => figure?.value ?? ZERO),
  );
  return having(value, scale, rule, { ...more, spread });
}
