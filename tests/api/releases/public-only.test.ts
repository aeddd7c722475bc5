import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refuseHidden } from '../../../api/releases/public-only.ts';
import { loadScheme } from '../../../api/schemes/schemes.ts';
import { type ScoringInput, score } from '../../../scoring/index.ts';
import { PROJECT } from '../../support/app.ts';

/** The result of a worked example. */
function resultOf(name: string) {
  const vector = JSON.parse(readFileSync(`${PROJECT}/tests/vectors/${name}.json`, 'utf8')) as { cases: { input: ScoringInput }[] };
  const input = vector.cases[0]?.input as ScoringInput;
  const { scheme, digest } = loadScheme(PROJECT, input.scheme);
  return score(scheme, input, { digest });
}

test('a result that is public throughout may be released', () => {
  expect(() => refuseHidden(resultOf('s2'))).not.toThrow();
});

test('a result about persons, or with parts for the office only, cannot be released whole', () => {
  expect(() => refuseHidden(resultOf('s9'))).toThrow(/release\.not_public/);
  expect(() => refuseHidden(resultOf('s3'))).toThrow(/release\.not_public/);
});
