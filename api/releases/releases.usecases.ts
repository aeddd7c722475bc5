import type { Queryable } from '../../db/client.ts';
import { findCycle } from '../../db/queries/cycles.ts';
import { findRelease, insertRelease, latestPublished, listReleases, moveRelease, type ReleaseRow } from '../../db/queries/releases.ts';
import { latestRun } from '../../db/queries/scores.ts';
import type { Correction, ReleaseStage } from '../../proof/release/files.ts';
import type { Result, ScoringInput } from '../../scoring/index.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { unknownCycle } from '../scores/scores.errors.ts';
import { correctionOf } from './history.ts';
import { publicPart } from './public-only.ts';
import { alreadyMoved, nothingComputed, outdated, samePerson, unknownRelease } from './releases.errors.ts';
import { settleStage } from './stages.ts';

export interface ScoreRelease {
  readonly cycle: string;
  /** Null: whatever comes next. */
  readonly stage: ReleaseStage | null;
  readonly corrects: Pick<Correction, 'release' | 'reason'> | null;
}

/** First of the two people: fixes which computation is to be published, at which stage and why. Nothing becomes visible. */
export async function prepareScoreRelease({ db, clock, city }: Dependencies, { cycle, stage, corrects }: ScoreRelease, actor: Staff): Promise<ReleaseRow> {
  if (!(await findCycle(db, cycle))) throw unknownCycle();
  return db.transaction(async (tx) => {
    const run = await latestRun(tx, cycle);
    if (!run) throw nothingComputed();
    publicPart(JSON.parse(run.input) as ScoringInput, JSON.parse(run.result) as Result);
    const settled = await settleStage(tx, city, clock(), { cycle, run: run.id, stage, corrects });
    const release = await insertRelease(tx, {
      kind: 'score',
      state: 'prepared',
      // Its own cycle only: the others' scores are taken from what is live when it is built, not from what was live now.
      runs: { [cycle]: run.id },
      cycles: [cycle],
      stage: settled,
      corrects: corrects?.release ?? null,
      reasonZh: corrects?.reason.zh ?? null,
      reasonEn: corrects?.reason.en ?? null,
      preparedBy: actor.userId,
    });
    const detail = { cycle, run: run.id, stage: settled, ...(corrects && { corrects }) };
    await audit(tx, clock(), { actor: actor.userId, action: 'release.prepared', subject: `release:${release.id}`, detail });
    return release;
  });
}

/** Second of the two people: from here the release is built and switched to. */
export async function publishRelease({ db, clock, jobs, city }: Dependencies, id: string, actor: Staff): Promise<ReleaseRow> {
  const moved = await db.transaction(async (tx) => {
    const release = await findRelease(tx, id);
    if (!release) throw unknownRelease();
    if (release.preparedBy === actor.userId) throw samePerson();
    if (release.state === 'prepared') {
      if (await isOutdated(tx, release)) throw outdated();
      for (const wanted of wantedBy(release)) await settleStage(tx, city, clock(), wanted);
    }
    const building = await moveRelease(tx, id, 'prepared', { state: 'building', publishedBy: actor.userId });
    if (!building) throw alreadyMoved();
    await audit(tx, clock(), { actor: actor.userId, action: 'release.confirmed', subject: `release:${id}`, detail: { runs: release.runs } });
    return building;
  });
  await jobs.buildRelease(moved.id);
  return moved;
}

const wantedBy = (release: ReleaseRow) =>
  release.cycles.map((cycle) => ({ cycle, run: release.runs[cycle] ?? '', stage: release.stage, corrects: correctionOf(release) }));

/** Whether newer scores of one of its cycles were published after it was prepared: publishing it would bring old ones back. */
async function isOutdated(tx: Queryable, release: ReleaseRow): Promise<boolean> {
  const later = (await listReleases(tx)).filter(
    ({ kind, state, createdAt }) => kind === 'score' && (state === 'published' || state === 'building') && createdAt > release.createdAt,
  );
  return later.some(({ runs }) => Object.keys(release.runs).some((cycle) => Object.hasOwn(runs, cycle) && runs[cycle] !== release.runs[cycle]));
}

/** Daily update: progress, comments and replies since the last release, with the scores that are already public. */
export async function requestDailyUpdate({ db, clock, jobs }: Dependencies, actor: Staff | null): Promise<ReleaseRow> {
  const release = await db.transaction(async (tx) => {
    const live = await latestPublished(tx);
    const made = await insertRelease(tx, { kind: 'daily', state: 'building', runs: live?.runs ?? {}, preparedBy: actor?.userId ?? null });
    await audit(tx, clock(), { actor: actor?.userId ?? null, action: 'release.daily', subject: `release:${made.id}`, detail: {} });
    return made;
  });
  await jobs.buildRelease(release.id);
  return release;
}
