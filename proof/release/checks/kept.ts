import { canonicalJson } from '../../../scoring/index.ts';
import { fromUtf8 } from '../../bytes.ts';
import type { ReleaseContents } from '../contents.ts';
import type { CommentRecord, ModerationLedger, PublicPlanVersion, ReleaseManifest } from '../files.ts';
import { type Finding, fails, failuresOr, holds } from './finding.ts';
import type { Opened } from './opened.ts';

const WHERE = 'manifest.json';

/** What the release before said stays said: comments, entries of the ledger, and what was final in a plan. */
export async function checkKept({ reader, manifest }: Opened, contents: ReleaseContents): Promise<Finding[]> {
  const before = manifest.previous && reader.other?.(manifest.previous.release);
  if (!before) return [];
  const read = async <T>(path: string): Promise<readonly T[] | null> => {
    const bytes = await before.read(path).catch(() => null);
    return bytes ? [JSON.parse(fromUtf8(bytes)) as T] : null;
  };
  const [of] = (await read<ReleaseManifest>('manifest.json')) ?? [];
  if (!of || (of.audit ?? null) === null) return []; // an earlier form
  const [comments = []] = (await read<readonly CommentRecord[]>('comments.json')) ?? [];
  const [ledger] = (await read<ModerationLedger>('moderation.json')) ?? [];
  const [versions = []] = (await read<readonly PublicPlanVersion[]>('plan-versions.json')) ?? [];
  return failuresOr(
    [...lostComments(comments, contents), ...lostEntries(ledger?.entries ?? [], contents), ...rewritten(versions, contents, of.engine)],
    holds(
      'kept.before',
      WHERE,
      '上一号公布的留言、审核记录和已定稿的计划书版本都还在，没有改写。',
      'Comments, entries of the ledger and final plan versions of the release before are all still there, as they were.',
    ),
  );
}

function lostComments(before: readonly CommentRecord[], { comments }: ReleaseContents): Finding[] {
  const now = new Map(comments.map((comment) => [comment.id, comment]));
  const stays = (old: CommentRecord): boolean => {
    const is = now.get(old.id);
    return (
      is !== undefined &&
      is.digest === old.digest &&
      is.receivedOn === old.receivedOn &&
      (old.publicOn === undefined || is.publicOn === old.publicOn) &&
      old.replies.every(({ digest }, at) => is.replies[at]?.digest === digest) &&
      (old.events ?? []).every((event) => is.events?.some((one) => canonicalJson(one) === canonicalJson(event)))
    );
  };
  return before
    .filter((old) => !stays(old))
    .map(({ id }) =>
      fails('kept.comments', `comments.json ${id}`, `上一号公布的留言 ${id} 不见了或被改写。`, `Comment ${id} of the release before is gone or was rewritten.`),
    );
}

function lostEntries(before: ModerationLedger['entries'], { moderation }: ReleaseContents): Finding[] {
  // An appeal comes later, and is decided later still; a decided one stays as it is.
  const fixed = ({ appeal, ...entry }: ModerationLedger['entries'][number], decided: boolean): string => canonicalJson(decided ? { ...entry, appeal } : entry);
  const now = new Set(moderation.entries.flatMap((entry) => [fixed(entry, false), ...(entry.appeal ? [fixed(entry, true)] : [])]));
  return before
    .filter((entry) => !now.has(fixed(entry, entry.appeal?.outcome != null)))
    .map(({ digest }) =>
      fails(
        'kept.moderation',
        `moderation.json ${digest}`,
        '上一号审核记录里的一条不见了或被改写。',
        'An entry of the ledger before is gone or was rewritten.',
      ),
    );
}

/** Releases made with these engines told neither weights nor vetoes of goals. */
const WITHOUT_WEIGHTS = /^1\.[0-2]\./;

const unweighted = (version: PublicPlanVersion): PublicPlanVersion => ({
  ...version,
  goals: version.goals.map(({ weight: _, veto: __, ...terms }) => terms),
  changes: version.changes.filter(({ field }) => field !== 'weight' && field !== 'veto'),
});

/** Of a final version nothing changes but its state and what the newest figures make of it. */
function rewritten(before: readonly PublicPlanVersion[], { planVersions }: ReleaseContents, engine: string): Finding[] {
  const known = WITHOUT_WEIGHTS.test(engine) ? unweighted : (version: PublicPlanVersion) => version;
  const fixed = (version: PublicPlanVersion): string => {
    const { effect: _, state: __, ...rest } = known(version);
    return canonicalJson(rest);
  };
  const now = new Map(planVersions.map((version) => [`${version.unit} ${version.cycle} ${version.version}`, fixed(version)]));
  return before
    .filter((version) => version.state !== 'notice' && now.get(`${version.unit} ${version.cycle} ${version.version}`) !== fixed(version))
    .map(({ unit, cycle, version }) =>
      fails(
        'kept.plans',
        `plan-versions.json ${unit} ${cycle} ${version}`,
        `${unit} ${cycle} 已定稿的计划书第 ${version} 版不见了或被改写：改动应当另立新版。`,
        `The final version ${version} of the plan of ${unit}, ${cycle}, is gone or was rewritten: a change makes a new version.`,
      ),
    );
}
