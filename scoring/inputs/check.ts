import type { Fault } from '../faults.ts';
import type { ScoringInput } from '../input.ts';
import type { Scheme } from '../scheme/schema.ts';
export function checkInput(_scheme: Scheme, value: unknown): { ok: true; input: ScoringInput } | { ok: false; faults: Fault[] } {
  return { ok: true, input: value as ScoringInput };
}
