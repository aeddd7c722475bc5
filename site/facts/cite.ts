import type { Release } from '../release.ts';
import type { Words } from '../text/index.ts';

export interface CitedFile {
  readonly name: keyof Words['media']['table'];
  readonly address: string;
  readonly bytes: number;
}

const OF_SCORES = { ranking: 'ranking.csv', tallies: 'tallies.csv', parts: 'parts.csv', input: 'input.json', result: 'result.json' } as const;
const OF_PLANS = { goals: 'goals.csv', progress: 'progress.csv', plans: 'plans.json' } as const;

function present(release: Release, paths: readonly (readonly [CitedFile['name'], string])[]): CitedFile[] {
  const { release: number, files } = release.manifest;
  return paths.flatMap(([name, path]) => {
    const file = files.find((each) => each.path === path);
    return file ? [{ name, address: `/releases/${number}/data/${path}`, bytes: file.bytes }] : [];
  });
}

const entries = (names: Readonly<Record<string, string>>, folder = '') =>
  Object.entries(names).map(([name, file]) => [name as CitedFile['name'], `${folder}${file}`] as const);

/** The files behind a ranking: tables first, then what the arithmetic took and gave. */
export const filesOfScores = (release: Release, cycle: string): CitedFile[] => present(release, entries(OF_SCORES, `scores/${cycle}/`));

/** The files behind a unit's page; `cycle` is the one its score is of, null without a score. */
export const filesOfUnit = (release: Release, cycle: string | null): CitedFile[] => [
  ...(cycle === null ? [] : filesOfScores(release, cycle)),
  ...present(release, entries(OF_PLANS)),
];
