import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { City } from '../content/load.ts';
import type {
  PublicComment,
  PublicCycle,
  PublicObjection,
  PublicPlan,
  PublicRelease,
  PublicReport,
  PublicScores,
  PublicUnit,
  PublicWindow,
  ReleaseManifest,
} from '../proof/release/files.ts';
import type { Scheme } from '../scoring/scheme/schema.ts';

/** `city.json`: what the city's folder says, without what belongs to this machine. */
export type PublicCity = Omit<City, 'import' | 'folder'>;

/** Everything the pages know. Nothing else is read. */
export interface Release {
  readonly manifest: ReleaseManifest;
  readonly city: PublicCity;
  readonly units: readonly PublicUnit[];
  /** Oldest first, as the city lists them. */
  readonly cycles: readonly PublicCycle[];
  readonly plans: readonly PublicPlan[];
  readonly reports: readonly PublicReport[];
  readonly comments: readonly PublicComment[];
  readonly windows: readonly PublicWindow[];
  /** The releases before this one, oldest first; none in data of an earlier form. */
  readonly releases: readonly PublicRelease[];
  readonly objections: readonly PublicObjection[];
  /** By cycle; a cycle without a computed score is absent. */
  readonly scores: ReadonlyMap<string, PublicScores>;
  /** By scheme id. */
  readonly schemes: ReadonlyMap<string, Scheme>;
}

/** What a manifest of an earlier form means by saying nothing. */
const WITHOUT_STAGES = { stage: null, corrects: null, cycles: [], objectionsUntil: null } as const;

const opened = new Map<string, Release>();

/** The release the pages are built from: the folder named by GONGPING_RELEASE, read once. */
export function release(): Release {
  const folder = process.env['GONGPING_RELEASE'];
  if (!folder) throw new Error('GONGPING_RELEASE names no release data folder / GONGPING_RELEASE 没有指明发布数据目录');
  const known = opened.get(folder);
  if (known) return known;
  const read = openRelease(folder);
  opened.set(folder, read);
  return read;
}

/** Reads a release data folder. */
export function openRelease(folder: string): Release {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  const orNone = <T>(name: string): readonly T[] => (existsSync(join(folder, name)) ? read<readonly T[]>(name) : []);
  const cycles = read<PublicCycle[]>('cycles.json');
  const scored = cycles.filter(({ id }) => existsSync(join(folder, 'scores', id, 'result.json')));
  const schemeIds = [...new Set(cycles.map(({ scheme }) => scheme))].filter((id) => existsSync(join(folder, 'schemes', `${id}.json`)));
  return {
    manifest: { ...WITHOUT_STAGES, ...read<Partial<ReleaseManifest>>('manifest.json') } as ReleaseManifest,
    city: read('city.json'),
    units: read('units.json'),
    cycles,
    plans: read('plans.json'),
    reports: read('reports.json'),
    comments: read('comments.json'),
    windows: read('windows.json'),
    releases: orNone('releases.json'),
    objections: orNone('objections.json'),
    scores: new Map(scored.map(({ id }) => [id, { cycle: id, input: read(`scores/${id}/input.json`), result: read(`scores/${id}/result.json`) }])),
    schemes: new Map(schemeIds.map((id) => [id, read<Scheme>(`schemes/${id}.json`)])),
  };
}
