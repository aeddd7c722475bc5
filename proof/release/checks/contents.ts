import type { Scheme } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import { aboutFile, scoredIn } from '../datapackage.ts';
import type { PublicScores, PublicSplit, WindowRecord } from '../files.ts';
import { splitsPath } from '../splits.ts';
import { type Finding, fails, failuresOr, holds, open } from './finding.ts';
import { jsonOf, type Opened, textOf } from './opened.ts';

/** Reads what a release says. @throws when a file is missing or no JSON. */
export function readContents(opened: Opened): ReleaseContents {
  const { manifest, files } = opened;
  const paths = [...files.keys()].sort();
  const schemes = paths.flatMap((path) => path.match(/^schemes\/(.+)\.json$/)?.[1] ?? []);
  return {
    units: jsonOf(opened, 'units.json'),
    cycles: jsonOf(opened, 'cycles.json'),
    plans: jsonOf(opened, 'plans.json'),
    planVersions: orNone(opened, 'plan-versions.json'),
    reports: jsonOf(opened, 'reports.json'),
    comments: jsonOf(opened, 'comments.json'),
    moderation: opened.files.has('moderation.json') ? jsonOf(opened, 'moderation.json') : { rules: [], entries: [] },
    replyRecord: orNone(opened, 'reply-record.json'),
    calendar: opened.files.has('calendar.json') ? jsonOf(opened, 'calendar.json') : { from: '', to: '', off: [], on: [] },
    documents: orNone(opened, 'documents.json'),
    windows: jsonOf(opened, 'windows.json'),
    releases: orNone(opened, 'releases.json'),
    objections: orNone(opened, 'objections.json'),
    records: Object.values(manifest.windows).map(({ record }) => jsonOf<WindowRecord>(opened, record)),
    scores: scoredIn(paths).map(
      (cycle): PublicScores => ({
        cycle,
        input: jsonOf(opened, `scores/${cycle}/input.json`),
        result: jsonOf(opened, `scores/${cycle}/result.json`),
        ...(opened.files.has(splitsPath(cycle)) && { splits: jsonOf<readonly PublicSplit[]>(opened, splitsPath(cycle)) }),
      }),
    ),
    schemes: new Map(schemes.map((id) => [id, jsonOf<Scheme>(opened, `schemes/${id}.json`)])),
  };
}

/** A list that older releases do not have. */
const orNone = <T>(opened: Opened, path: string): readonly T[] => (opened.files.has(path) ? jsonOf<readonly T[]>(opened, path) : []);

/** Every JSON file can be read in one way only: no name stands twice, nothing is spelled otherwise than it is written. */
export function checkSpelling(opened: Opened): Finding[] {
  const paths = [...opened.files.keys()].filter((path) => path.endsWith('.json')).sort();
  const failures = paths.flatMap((path) => {
    try {
      const text = textOf(opened, path);
      const value: unknown = JSON.parse(text);
      if (text === `${JSON.stringify(value, null, 1)}\n` || text === `${JSON.stringify(value)}\n`) return [];
      return [
        fails('json.spelling', path, `${path} 的写法不是约定的写法，可能有两种读法。`, `${path} is not spelled as agreed; it could be read in two ways.`),
      ];
    } catch (error) {
      const told = (error as Error).message.slice(0, 120);
      return [fails('json.readable', path, `${path} 不是可读的 JSON（${told}）。`, `${path} is not readable JSON (${told}).`)];
    }
  });
  return failuresOr(
    failures,
    holds('json.spelling', null, `${paths.length} 个 JSON 文件都可读，且只有一种读法。`, `All ${paths.length} JSON files can be read, and in one way only.`),
  );
}

/** Files this program knows nothing of are named: only their digest was checked. */
export function checkUnknown(opened: Opened): Finding[] {
  const unknown = opened.manifest.files.map(({ path }) => path).filter((path) => aboutFile(path) === null);
  return unknown.map((path) =>
    open('file.unknown', path, `本程序不认识 ${path}，只核对了它的 SHA-256。`, `This program does not know ${path}; only its SHA-256 was checked.`),
  );
}
