import { exact, type Rational } from './exact.ts';
import type { Exact } from './input.ts';
import type { Text } from './result.ts';

/** Limits of an exact value; each may be left out. `from` ≥, `above` >, `below` <, `up_to` ≤. */
export interface Limits {
  readonly from?: Exact | undefined;
  readonly above?: Exact | undefined;
  readonly below?: Exact | undefined;
  readonly up_to?: Exact | undefined;
}

/** Whether the exact value keeps all limits. */
export function within(value: Rational, { from, above, below, up_to: upTo }: Limits): boolean {
  return (
    (from === undefined || value.compare(exact(from)) >= 0) &&
    (above === undefined || value.compare(exact(above)) > 0) &&
    (below === undefined || value.compare(exact(below)) < 0) &&
    (upTo === undefined || value.compare(exact(upTo)) <= 0)
  );
}

/** Limits as a reader writes them: `≥ 60, < 80`. */
export function limitText({ from, above, below, up_to: upTo }: Limits): Text {
  const signs: [string, Exact | undefined][] = [
    ['≥', from],
    ['>', above],
    ['<', below],
    ['≤', upTo],
  ];
  const said = signs.flatMap(([sign, at]) => (at === undefined ? [] : [`${sign} ${at}`]));
  return { zh: said.join('，'), en: said.join(', ') };
}
