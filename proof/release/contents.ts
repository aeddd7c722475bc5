import type { Scheme } from '../../scoring/index.ts';
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
  WindowRecord,
} from './files.ts';

/** What a release says, read from its JSON files. Tables, statuses and scores all follow from it. */
export interface ReleaseContents {
  readonly units: readonly PublicUnit[];
  readonly cycles: readonly PublicCycle[];
  readonly plans: readonly PublicPlan[];
  readonly reports: readonly PublicReport[];
  readonly comments: readonly PublicComment[];
  readonly windows: readonly PublicWindow[];
  /** The releases before this one. */
  readonly releases: readonly PublicRelease[];
  readonly objections: readonly PublicObjection[];
  /** Of windows that have been sealed. */
  readonly records: readonly WindowRecord[];
  /** Of cycles that have a score. */
  readonly scores: readonly PublicScores[];
  /** The schemes of all cycles, by id. */
  readonly schemes: ReadonlyMap<string, Scheme>;
}

/** What the pages and the checks need of `city.json`; it says more. */
export interface ReleaseCity {
  readonly id: string;
  readonly timezone: string;
  readonly site: { readonly zh: string; readonly en: string };
}
