import { exact, sumOf, ZERO } from '../exact.ts';
import type { UnitInput } from '../input.ts';
import type { Text } from '../result.ts';
import type { MissingRule, PeriodsNode, SchemeNode } from '../scheme/nodes.ts';
import { combine } from '../uncertainty/interval.ts';
import { type Figure, type Figures, figureOf } from './around.ts';
import { type Context, type Draft, having, lacking, type Scored, shown } from './draft.ts';
import { absenceOf, fateOf, missingNote, zeroNote } from './missing.ts';

const RULES: Readonly<Record<PeriodsNode['missing'], MissingRule>> = { skip: 'redistribute', refuse: 'refuse', zero: 'zero' };

/** The unit as it is in one period: that period's data, and paths that lead there. */
export function inPeriod(unit: UnitInput, period: string): UnitInput {
  return { id: `${unit.id}.periods.${period}`, category: unit.category, ...unit.periods?.[period] };
}

/** Inside a period, an earlier figure that was worked out by periods means its value in that same period. */
function ofPeriod(own: Figures, period: string, begun: boolean): Figures {
  return new Map(
    [...own].map(([id, figure]): [string, Figure] => {
      const child = figure.node.operation === 'periods' ? figure.node.children.find((one) => one.id === period) : undefined;
      if (child === undefined) return [id, figure];
      return [id, figureOf(child, begun ? 'incomplete' : 'empty')];
    }),
  );
}

/** What an operation sees inside one period. */
function within(context: Context, period: string): Context {
  const { around } = context;
  const unit = inPeriod(context.unit, period);
  return around === undefined || around.own.size === 0
    ? { ...context, unit }
    : { ...context, unit, around: { ...around, own: ofPeriod(around.own, period, context.unit.periods?.[period] !== undefined) } };
}

/**
 * The part worked out for each period from that period's data, then summed or averaged.
 * With `skip` a period without any data stands outside; one that was begun and is incomplete leaves no figure.
 */
export function periods(node: PeriodsNode, evaluate: (part: SchemeNode, context: Context) => Scored, context: Context): Draft {
  const entries = node.periods.map(({ id, label }): Scored => {
    const scored = evaluate(node.part, within(context, id));
    return { ...scored, node: { ...scored.node, id, label } };
  });
  const fates = entries.map((entry) => fateOf(entry, RULES[node.missing]));
  const counted = entries.filter((_, index) => fates[index] === 'counts' || fates[index] === 'zero');
  const line = (language: keyof Text): string => counted.map(({ node: one, value }) => `${one.label[language]} ${shown(value ?? ZERO, context)}`).join(' + ');
  const mean = node.combine === 'mean' && counted.length > 0;
  const rule = mean
    ? { zh: `各期平均：（${line('zh')}）÷ ${counted.length}`, en: `Mean of the periods: (${line('en')}) ÷ ${counted.length}` }
    : { zh: `各期相加：${line('zh')}`, en: `Sum of the periods: ${line('en')}` };
  const scale = { unit: node.unit ?? 'points' } as const;
  const notes = entries.flatMap(({ node: { label } }, index) => {
    if (fates[index] === 'blocks') return [missingNote(label)];
    return fates[index] === 'zero' ? [zeroNote(label)] : [];
  });
  const more = { notes, children: entries.map((entry) => entry.node) };
  if (counted.length === 0 || fates.includes('blocks')) return lacking(absenceOf(entries), scale, rule, more);
  const size = node.combine === 'mean' ? counted.length : 1;
  const spread = combine(counted.map((entry) => ({ weight: 1 / size, spread: entry.spread })));
  return having(sumOf(counted.map(({ value }) => value ?? ZERO)).div(exact(size)), scale, rule, { ...more, spread });
}
