import type { City } from '../../content/load.ts';
import { lockAppeal } from '../../db/queries/cases.ts';
import * as comments from '../../db/queries/comments.ts';
import { lockPublishedFile, markWithdrawn } from '../../db/queries/moderation.ts';
import { audit } from '../audit.ts';
import { appealGranted, unknownComment } from '../comments/comments.errors.ts';
import type { Dependencies, Staff } from '../context.ts';
import { requestDailyUpdate } from '../releases/releases.usecases.ts';
import { takeOutOfReleases } from '../releases/withdrawn.ts';
import { notStanding, unknownPublicFile, unknownRule } from './moderation.errors.ts';

const requireRule = ({ comments: settings }: City, rule: string): void => {
  if (!settings?.rules.some(({ id }) => id === rule)) throw unknownRule();
};

/** Takes back a comment that was public, with its answers, by a published rule. */
export async function withdrawComment(deps: Dependencies, staff: Staff, id: string, rule: string): Promise<void> {
  const { db, city, clock } = deps;
  requireRule(city, rule);
  await db.transaction(async (tx) => {
    const comment = await comments.lockComment(tx, id);
    if (!comment) throw unknownComment();
    if (comment.state !== 'published') throw notStanding();
    if ((await lockAppeal(tx, id))?.outcome === 'granted') throw appealGranted();
    await comments.decideComment(tx, id, { state: 'withdrawn', rule, decidedAt: clock(), decidedBy: staff.userId });
    await audit(tx, clock(), { actor: staff.userId, action: 'comment.withdrawn', subject: `comment:${id}`, detail: { unit: comment.unitId, rule } });
  });
  await takeBack(deps, staff, id);
}

/** Takes back a file that was public with its report. The report itself stands. */
export async function withdrawEvidence(deps: Dependencies, staff: Staff, id: string, rule: string): Promise<void> {
  const { db, city, clock } = deps;
  requireRule(city, rule);
  await db.transaction(async (tx) => {
    const file = await lockPublishedFile(tx, id);
    if (!file) throw unknownPublicFile();
    await markWithdrawn(tx, id, rule, clock());
    await audit(tx, clock(), { actor: staff.userId, action: 'evidence.withdrawn', subject: `evidence:${id}`, detail: { unit: file.unit, rule } });
  });
  await takeBack(deps, staff, id);
}

/** Out of the data of all releases at once; off the live pages with a daily update that begins now. */
export async function takeBack(deps: Dependencies, staff: Staff, id: string): Promise<void> {
  await takeOutOfReleases(deps.config.dataDir, new Set([id]));
  await requestDailyUpdate(deps, staff);
}
