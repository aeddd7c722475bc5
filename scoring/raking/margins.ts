import { type Fault, fault } from '../faults.ts';
import { inRaking } from './sentences.ts';

/** How many people of each category the census counts, and to which category each respondent belongs. */
export interface Margin {
  readonly id: string;
  readonly categories: readonly { readonly id: string; readonly target: number }[];
  /** For each respondent, the index of a category. */
  readonly codes: ArrayLike<number>;
}

export interface RakingOptions {
  /** Largest relative distance from a census figure that counts as reached; 10⁻⁹ where absent. */
  readonly tolerance?: number;
  /** Most rounds over all margins; 1,000 where absent. */
  readonly rounds?: number;
  /** Trimming: no adjusting factor below or above these multiples of the mean factor. */
  readonly trim?: { readonly low: number; readonly high: number };
  /** Starting weight of each respondent; 1 where absent. */
  readonly base?: ArrayLike<number>;
}

function inCategories({ id, categories }: Margin, at: number): Fault[] {
  const seen = new Set<string>();
  return categories.flatMap((category, index) => {
    const path = ['margins', at, 'categories', index];
    const twice = seen.has(category.id) ? [fault(path, inRaking.duplicate(id, category.id))] : [];
    seen.add(category.id);
    const { target } = category;
    return target >= 0 && target < Number.POSITIVE_INFINITY ? twice : [...twice, fault([...path, 'target'], inRaking.target(id, category.id))];
  });
}

function inCodes({ id, categories, codes }: Margin, at: number, respondents: number): Fault[] {
  if (codes.length !== respondents) return [fault(['margins', at, 'codes'], inRaking.length(id, codes.length, respondents))];
  for (let one = 0; one < respondents; one += 1) {
    const code = codes[one] as number;
    if (!Number.isInteger(code) || code < 0 || code >= categories.length) return [fault(['margins', at, 'codes', one], inRaking.code(id, one))];
  }
  const counts = new Float64Array(categories.length);
  for (let one = 0; one < respondents; one += 1) counts[codes[one] as number] = (counts[codes[one] as number] as number) + 1;
  return categories.flatMap((category, index) => {
    const path = ['margins', at, 'categories', index];
    if (category.target > 0 && counts[index] === 0) return [fault(path, inRaking.emptyCategory(id, category.id))];
    return category.target === 0 && counts[index] !== 0 ? [fault(path, inRaking.nobodyThere(id, category.id))] : [];
  });
}

const totalOf = ({ categories }: Margin): number => categories.reduce((sum, { target }) => sum + target, 0);

function inTotals(margins: readonly Margin[]): Fault[] {
  const [first, ...others] = margins;
  if (first === undefined) return [fault(['margins'], inRaking.noMargins())];
  const wanted = totalOf(first);
  return others.flatMap((other, index) => {
    const total = totalOf(other);
    const off = total > wanted ? total - wanted : wanted - total;
    return off <= 1e-9 * wanted ? [] : [fault(['margins', index + 1], inRaking.totals(first.id, other.id, wanted, total))];
  });
}

function inOptions({ tolerance = 1e-9, rounds = 1000, trim, base }: RakingOptions, respondents: number): Fault[] {
  const settings = tolerance > 0 && Number.isSafeInteger(rounds) && rounds > 0 ? [] : [fault(['options'], inRaking.settings())];
  const limits = trim === undefined || (trim.low >= 0 && trim.low < 1 && trim.high > 1) ? [] : [fault(['options', 'trim'], inRaking.limits())];
  if (base === undefined) return [...settings, ...limits];
  if (base.length !== respondents) return [...settings, ...limits, fault(['options', 'base'], inRaking.length('base', base.length, respondents))];
  const bad = Array.from(base).findIndex((weight) => !(weight > 0 && weight < Number.POSITIVE_INFINITY));
  return [...settings, ...limits, ...(bad === -1 ? [] : [fault(['options', 'base', bad], inRaking.baseWeight(bad))])];
}

/** Everything that makes raking meaningless, at once: raking never repairs an input. */
export function rakingFaults(respondents: number, margins: readonly Margin[], options: RakingOptions): Fault[] {
  if (!Number.isSafeInteger(respondents) || respondents < 1) return [fault(['respondents'], inRaking.nobody())];
  return [
    ...inTotals(margins),
    ...margins.flatMap((margin, at) => [...inCategories(margin, at), ...inCodes(margin, at, respondents)]),
    ...inOptions(options, respondents),
  ];
}
