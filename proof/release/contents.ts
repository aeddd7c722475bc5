import type { Scheme } from '../../scoring/index.ts';
import type {
  CommentRecord,
  ModerationLedger,
  PublicCycle,
  PublicDocument,
  PublicObjection,
  PublicPlan,
  PublicPlanVersion,
  PublicRelease,
  PublicReplyRecord,
  PublicScores,
  PublicUnit,
  PublicWindow,
  ReportRecord,
  WindowRecord,
  WorkCalendar,
} from './files.ts';

/** What a release says, read from its JSON files. Tables, statuses and scores all follow from it. */
export interface ReleaseContents {
  readonly units: readonly PublicUnit[];
  readonly cycles: readonly PublicCycle[];
  readonly plans: readonly PublicPlan[];
  /** Every version of every plan; `plans` has the ones in force. */
  readonly planVersions: readonly PublicPlanVersion[];
  readonly reports: readonly ReportRecord[];
  readonly comments: readonly CommentRecord[];
  readonly moderation: ModerationLedger;
  readonly replyRecord: readonly PublicReplyRecord[];
  readonly calendar: WorkCalendar;
  readonly documents: readonly PublicDocument[];
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
  readonly cycles?: readonly { readonly id: string; readonly dataUntil?: unknown }[];
}
