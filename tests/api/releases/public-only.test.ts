import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publicPart } from '../../../api/releases/public-only.ts';
import { loadScheme } from '../../../api/schemes/schemes.ts';
import { type ScoringInput, score } from '../../../scoring/index.ts';
import { PROJECT } from '../../support/app.ts';

/** A worked example with its result. */
function example(name: string) {
  const vector = JSON.parse(readFileSync(`${PROJECT}/tests/vectors/${name}.json`, 'utf8')) as { cases: { input: ScoringInput }[] };
  const input = vector.cases[0]?.input as ScoringInput;
  const { scheme, digest } = loadScheme(PROJECT, input.scheme);
  return { input, result: score(scheme, input, { digest }) };
}

test('a result that is public throughout is published whole', () => {
  const { input, result } = example('s2');
  expect(publicPart(input, result)).toBeNull();
});

test('a result about persons alone has nothing to publish', () => {
  const { input, result } = example('s9');
  expect(() => publicPart(input, result)).toThrow(/release\.not_public/);
});

test('payments that are not public stay inside, and the scores of the units stand', () => {
  const { input, result } = example('s3');
  const share = publicPart(input, result);
  expect(share?.result.units.map(({ id, total }) => [id, total?.exact])).toEqual(
    result.units.flatMap(({ id, total, tree }) => (tree.visibility === 'public' ? [[id, total?.exact]] : [])),
  );
  expect(share?.hidden).toMatchObject({ format: 'gongping-hidden/1' });
});
