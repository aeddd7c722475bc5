import { describe, expect, test } from 'vitest';
import { type Finding, verifyRelease } from '../../../proof/release/verify.ts';
import { type Anything, json } from './edits/edit.ts';
import { chainReader, FIRST, type Files, makeChain, rehash, resign } from './fixture.ts';

const chain = makeChain();

const findingsOf = async (number: number, releases: readonly Files[] = chain): Promise<readonly Finding[]> =>
  (await verifyRelease(chainReader(releases, number))).findings;
const failing = async (number: number, releases: readonly Files[]): Promise<string[]> => [
  ...new Set((await findingsOf(number, releases)).filter(({ holds }) => holds === false).map(({ id }) => id)),
];
const sentence = (findings: readonly Finding[], id: string): string | undefined => findings.find((one) => one.id === id)?.sentence.en;

/** One release of the chain changed, with hashes and signature made anew by the holder of the key. */
function edited(number: number, change: (files: Files) => void): readonly Files[] {
  const files = new Map(chain[number - 1]);
  change(files);
  const manifestOnly = files.get('manifest.json') !== chain[number - 1]?.get('manifest.json');
  return chain.map((one, at) => (at === number - 1 ? resign(manifestOnly ? files : rehash(files), FIRST) : one));
}

test.each([1, 2, 3])('release %i of the chain holds', async (number) => {
  const findings = await findingsOf(number);
  expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
});

test('each says in a sentence what its stage is', async () => {
  expect(sentence(await findingsOf(1), 'stage.provisional')).toBe('The scores of 2024 are provisional; units can object until 2025-12-24.');
  expect(sentence(await findingsOf(2), 'stage.final')).toContain('after they were provisional as release 1');
  const third = await findingsOf(3);
  expect(sentence(third, 'stage.corrects')).toContain('corrects release 2: The document behind the addition');
  expect(sentence(third, 'releases.list')).toContain('the 2 manifests that could be reached agree');
  expect(sentence(third, 'objections.form')).toContain('All 2 objections were made in time');
});

test('what cannot be reached is said, not held against the release', async () => {
  const alone = [undefined, undefined, chain[2]] as unknown as readonly Files[];
  const { findings, verdict } = await verifyRelease(chainReader(alone, 3));
  expect(verdict).toBe('holds');
  expect(findings.filter(({ id }) => id === 'releases.reached' || id === 'objections.before').map(({ holds }) => holds)).toEqual([null, null]);
});

test('where the city’s calendar skips provisional scores, that is told', async () => {
  const skipping = (files: Files): void => {
    json('city.json', (city) => (city.cycles.find(({ id }: Anything) => id === '2024').provisional = 'skipped'))(files);
    json('releases.json', (lines) => (lines[0].cycles = []))(files);
  };
  const findings = await findingsOf(2, edited(2, skipping));
  expect(findings.find(({ id }) => id === 'stage.skipped')).toMatchObject({ holds: true, sentence: { zh: expect.stringContaining('不经公示直接定稿') } });
});

describe('signed by the office itself, still found:', () => {
  const CASES: readonly (readonly [string, number, (files: Files) => void, string])[] = [
    ['final although provisional scores were never published', 2, json('releases.json', (lines) => (lines[0].cycles = [])), 'stage.provisional'],
    ['final before the last day for objections was over', 2, json('manifest.json', (one) => (one.generatedAt = '2025-12-24T02:00:00.000Z')), 'stage.early'],
    ['published a second time without calling it a correction', 3, json('manifest.json', (one) => (one.corrects = null)), 'stage.repeated'],
    ['a correction of a release whose scores did not stand', 3, json('manifest.json', (one) => (one.corrects.release = 1)), 'stage.corrects'],
    ['a correction that hides a unit it changed', 3, json('manifest.json', (one) => one.corrects.changes.shift()), 'releases.changes'],
    ['a correction that names another total', 3, json('manifest.json', (one) => (one.corrects.changes[0].total.after = '99.99')), 'releases.changes'],
    ['provisional without a last day for objections', 1, json('manifest.json', (one) => (one.objectionsUntil = null)), 'stage.form'],
    ['a score release that names no cycle', 1, json('manifest.json', (one) => (one.cycles = [])), 'stage.form'],
    [
      'final scores with an objection still open',
      2,
      json('objections.json', (all) => Object.assign(all[1], { state: 'open', decision: null, decidedOn: null, effect: null })),
      'objections.form',
    ],
    ['an effect that the final total does not have', 2, json('objections.json', (all) => (all[1].effect.after = '99.99')), 'objections.form'],
    ['an effect that the provisional total does not have', 3, json('objections.json', (all) => (all[1].effect.before = '10.00')), 'objections.form'],
    ['an objection of the release before that is gone', 3, json('objections.json', (all) => all.shift()), 'objections.form'],
    ['a decision rewritten after it was published', 3, json('objections.json', (all) => (all[1].decision.zh = '不予采纳。')), 'objections.form'],
    ['an earlier line of the list rewritten', 3, json('releases.json', (lines) => (lines[0].stage = 'final')), 'releases.before'],
  ];

  test.each(CASES)('%s', async (_name, number, change, id) => {
    const releases = edited(number, change);
    expect(await failing(number, releases)).toContain(id);
  });
});
