import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { City } from '../content/load.ts';
import { sha256Hex } from '../proof/hash.ts';
import type {
  ModerationLedger,
  PublicComment,
  PublicCycle,
  PublicDocument,
  PublicObjection,
  PublicPlan,
  PublicPlanVersion,
  PublicRelease,
  PublicReplyRecord,
  PublicReport,
  PublicScores,
  PublicSplit,
  PublicUnit,
  PublicWindow,
  ReleaseManifest,
  UnitTexts,
  WindowRecord,
  WorkCalendar,
} from '../proof/release/files.ts';
import { splitsPath } from '../proof/release/splits.ts';
import { commentsWithTexts, reportsWithTexts, textsByUnit } from '../proof/release/texts.ts';
import type { Scheme } from '../scoring/scheme/schema.ts';

/** `city.json`: what the city's folder says, without what belongs to this machine. */
export type PublicCity = Omit<City, 'import' | 'folder'>;

/** Everything the pages know. Nothing else is read. */
export interface Release {
  readonly manifest: ReleaseManifest;
  readonly manifestSha256: string;
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
  /** Every version of every plan; `plans` has the one in force. Empty in data of an earlier form, like what follows. */
  readonly planVersions: readonly PublicPlanVersion[];
  readonly moderation: ModerationLedger;
  readonly replyRecord: readonly PublicReplyRecord[];
  /** The documents that findings name. */
  readonly documents: readonly PublicDocument[];
  /** The working days by which answers are counted; null in data of an earlier form. */
  readonly calendar: WorkCalendar | null;
  /** Sealed rules and signed statements, of windows that have been sealed. */
  readonly records: readonly WindowRecord[];
  /** By cycle; a cycle without a computed score is absent. */
  readonly scores: ReadonlyMap<string, PublicScores>;
  /** By scheme id. */
  readonly schemes: ReadonlyMap<string, Scheme>;
}

/** What a manifest of an earlier form means by saying nothing. */
const WITHOUT_STAGES = { stage: null, corrects: null, cycles: [], objectionsUntil: null } as const;

/** What a city of an earlier form means by saying nothing. */
const EARLIER_CITY = { errands: null, areas: [] } as const;

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
  const windows = read<PublicWindow[]>('windows.json');
  const scored = cycles.filter(({ id }) => existsSync(join(folder, 'scores', id, 'result.json')));
  const schemeIds = [...new Set(cycles.map(({ scheme }) => scheme))].filter((id) => existsSync(join(folder, 'schemes', `${id}.json`)));
  const texts = readTexts(folder);
  return {
    manifest: { ...WITHOUT_STAGES, ...read<Partial<ReleaseManifest>>('manifest.json') } as ReleaseManifest,
    manifestSha256: sha256Hex(readFileSync(join(folder, 'manifest.json'))),
    city: { ...EARLIER_CITY, ...read<PublicCity>('city.json') },
    units: read('units.json'),
    cycles,
    plans: read('plans.json'),
    reports: reportsWithTexts(read('reports.json'), texts),
    comments: commentsWithTexts(read('comments.json'), texts),
    windows,
    releases: orNone('releases.json'),
    objections: orNone('objections.json'),
    planVersions: orNone('plan-versions.json'),
    moderation: existsSync(join(folder, 'moderation.json')) ? read('moderation.json') : { rules: [], entries: [] },
    replyRecord: orNone('reply-record.json'),
    documents: orNone('documents.json'),
    calendar: existsSync(join(folder, 'calendar.json')) ? read('calendar.json') : null,
    records: windows.filter(({ id }) => existsSync(join(folder, 'windows', `${id}.json`))).map(({ id }) => read(`windows/${id}.json`)),
    scores: new Map(
      scored.map(({ id }) => [
        id,
        {
          cycle: id,
          input: read(`scores/${id}/input.json`),
          result: read(`scores/${id}/result.json`),
          ...(existsSync(join(folder, splitsPath(id))) && { splits: read<readonly PublicSplit[]>(splitsPath(id)) }),
        },
      ]),
    ),
    schemes: new Map(schemeIds.map((id) => [id, read<Scheme>(`schemes/${id}.json`)])),
  };
}

/** Words of comments and names of evidence that have not been taken back. */
function readTexts(folder: string): ReadonlyMap<string, UnitTexts> {
  const place = join(folder, 'texts');
  const names = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.json')) : [];
  return textsByUnit(names.map((name) => JSON.parse(readFileSync(join(place, name), 'utf8')) as UnitTexts));
}
