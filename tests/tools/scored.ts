import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A scheme and an input as plain data, ready for `checkScheme` and `score` wherever they run. */
export interface Scored {
  readonly name: string;
  readonly scheme: unknown;
  readonly input: unknown;
}

const VECTORS = new URL('../vectors/', import.meta.url);
const SCHEMES = new URL('../../content/schemes/', import.meta.url);

const isInput = (value: unknown): value is { readonly scheme: string } =>
  typeof value === 'object' && value !== null && 'scheme' in value && 'units' in value && typeof value.scheme === 'string';

/** Every input in a file of worked examples: whole, or under `input` of the file or of its cases. */
function inputsIn(value: unknown): readonly { readonly scheme: string }[] {
  if (isInput(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  const members = 'cases' in value && Array.isArray(value.cases) ? value.cases : [];
  return [...('input' in value ? inputsIn(value.input) : []), ...members.flatMap((one: unknown) => inputsIn(one))];
}

/** All worked examples of the tree whose scheme ships with the product. */
export function workedExamples(): Scored[] {
  const schemes = new Set(readdirSync(SCHEMES).map((file) => file.replace('.yaml', '')));
  return readdirSync(VECTORS)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const inputs = inputsIn(JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8'))).filter(({ scheme }) => schemes.has(scheme));
      return inputs.map((input, index) => ({
        name: `${file} ${index + 1}`,
        scheme: parse(readFileSync(new URL(`${input.scheme}.yaml`, SCHEMES), 'utf8')) as unknown,
        input,
      }));
    });
}
