import { type Rational, round, toDouble, toText } from '../exact.ts';
import type { UnitInput } from '../input.ts';
import type { Interval, Note, Provenance, ResultNode, Text } from '../result.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import type { Fields } from '../steps/field.ts';
import { EXACTLY, intervalOf, type Spread } from '../uncertainty/interval.ts';
import type { Around } from './around.ts';

/** What an operation sees: one unit of a normalised input, and how to print. */
export interface Context {
  readonly unit: UnitInput;
  readonly decimals: number;
  readonly visibility: ResultNode['visibility'];
  /** Lowest and highest values inside the category, for steps that compare units; none where a unit is scored alone. */
  readonly fields?: Fields;
  /** Calendar, other units and earlier figures; none where a unit is scored alone. */
  readonly around?: Around;
}

/**
 * Why there is no value. `empty`: nothing was there to assess, so a scheme may hand the weight on.
 * `incomplete`: something expected is not there yet; it always blocks.
 */
export type Absence = 'empty' | 'incomplete';

/** What an operation hands back, before steps and printing. `value` is null exactly when `absence` is set. */
export interface Draft {
  readonly value: Rational | null;
  readonly absence: Absence | null;
  readonly spread: Spread;
  readonly scale: ResultNode['scale'];
  readonly rule: Text;
  readonly inputs: readonly Provenance[];
  readonly notes: readonly Note[];
  readonly children: readonly ResultNode[];
  readonly answers?: ResultNode['answers'];
}

/** A finished node with the unrounded value its parent computes with. */
export interface Scored {
  readonly node: ResultNode;
  readonly value: Rational | null;
  readonly absence: Absence | null;
  readonly spread: Spread;
}

export const POINTS: ResultNode['scale'] = { unit: 'points' };
export const PERCENT: ResultNode['scale'] = { unit: 'percent', min: '0' };

const NOTHING = { spread: EXACTLY, inputs: [], notes: [], children: [] } as const;

/** A draft with a value; everything but value, scale and rule may be left out. */
export function having(value: Rational, scale: ResultNode['scale'], rule: Text, more: Partial<Draft> = {}): Draft {
  return { ...NOTHING, value, absence: null, scale, rule, ...more };
}

/** A draft without a value. */
export function lacking(absence: Absence, scale: ResultNode['scale'], rule: Text, more: Partial<Draft> = {}): Draft {
  return { ...NOTHING, value: null, absence, scale, rule, ...more, spread: EXACTLY };
}

export const note = (kind: Note['kind'], zh: string, en: string): Note => ({ kind, text: { zh, en } });

/** A figure inside a sentence: the printed value, or a dash where there is none. */
export const shown = (value: Rational | null, context: Pick<Context, 'decimals'>): string => (value === null ? '—' : round(value, context.decimals));

/** A weight inside a sentence: exact where it terminates, otherwise printed like a figure. */
export function shownWeight(weight: Rational, context: Pick<Context, 'decimals'>): string {
  const text = toText(weight);
  return text.includes('/') ? round(weight, context.decimals) : text;
}

/** Decimals of a printed figure: coefficients have one more than scores, whole counts none. */
function decimalsOf(value: Rational, unit: ResultNode['scale']['unit'], { decimals }: Pick<Context, 'decimals'>): number {
  if (unit === 'coefficient') return decimals + 1;
  return unit === 'count' && value.d === 1n ? 0 : decimals;
}

type Named = Pick<SchemeNode, 'id' | 'label'>;

/** Prints a draft: the only place where a score is rounded. Key order is fixed, so equal results are equal bytes. */
export function finish(named: Named, operation: string, draft: Draft, context: Context): Scored {
  const { value, absence, spread, scale } = draft;
  const interval: Interval | undefined = value === null ? undefined : intervalOf(toDouble(value), spread, scale);
  const node: ResultNode = {
    id: named.id,
    label: named.label,
    operation,
    exact: value === null ? null : toText(value),
    rounded: value === null ? null : round(value, decimalsOf(value, scale.unit, context)),
    scale,
    rule: draft.rule,
    inputs: draft.inputs,
    notes: draft.notes,
    ...(interval && { interval }),
    ...(draft.answers && { answers: draft.answers }),
    visibility: context.visibility,
    children: draft.children,
  };
  return { node, value, absence, spread };
}
