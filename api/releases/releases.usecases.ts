import type { Queryable } from '../../db/client.ts';
import { findCycle } from '../../db/queries/cycles.ts';
import { findRelease, insertRelease, latestPublished, listReleases, moveRelease, type ReleaseRow } from '../../db/queries/releases.ts';
import { latestRun } from '../../db/queries/scores.ts';
import type { Result } from '../../scoring/index.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { unknownCycle } from '../scores/scores.errors.ts';
import { refuseHidden } from './public-only.ts';
import { alreadyMoved, nothingComputed, outdated, samePerson, unknownRelease } from './releases.errors.ts';

/** First of the two people: fixes which computation is to be published. Nothing becomes visible. */
export async function prepareScoreRelease({ db, clock }: Dependencies, cycleId: string, actor: Staff): Promise<ReleaseRow> {
  if (!(await findCycle(db, cycleId))) throw unknownCycle();
  return db.transaction(async (tx) => {
    const run = await latestRun(tx, cycleId);
    if (!run) throw nothingComputed();
    refuseHidden(JSON.parse(run.result) as Result);
    // Its own cycle only: the others' scores are taken from what is live when it is built, not from what was live now.
    const release = await insertRelease(tx, { kind: 'score', state: 'prepared', runs: { [cycleId]: run.id }, preparedBy: actor.userId });
    await audit(tx, clock(), { actor: actor.userId, action: 'release.prepared', subject: `release:${release.id}`, detail: { cycle: cycleId, run: run.id } });
    return release;
  });
}

/** Second of the two people: from here the release is built and switched to. */
export async function publishRelease({ db, clock, jobs }: Dependencies, id: string, actor: Staff): Promise<ReleaseRow> {
  const moved = await db.transaction(async (tx) => {
    const release = await findRelease(tx, id);
    if (!release) throw unknownRelease();
    if (release.preparedBy === actor.userId) throw samePerson();
    if (release.state === 'prepared' && (await isOutdated(tx, release))) throw outdated();
    const building = await moveRelease(tx, id, 'prepared', { state: 'building', publishedBy: actor.userId });
    if (!building) throw alreadyMoved();
    await audit(tx, clock(), { actor: actor.userId, action: 'release.confirmed', subject: `release:${id}`, detail: { runs: release.runs } });
    return building;
  });
  await jobs.buildRelease(moved.id);
  return moved;
}

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
