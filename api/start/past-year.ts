import { deleteFinding, insertFinding } from '../../db/queries/scores.ts';
import { insertUser, type UserRow } from '../../db/queries/staff.ts';
import { type DemoObjection, PAST_YEAR } from '../../db/seed/demo/past-year.ts';
import type { Correction } from '../../proof/release/files.ts';
import type { Dependencies, Staff } from '../context.ts';
import { confirmDecision, decideObjection, discloseObjection, fileObjection } from '../objections/objections.usecases.ts';
import { buildRelease } from '../releases/build.ts';
import { prepareScoreRelease, publishRelease } from '../releases/releases.usecases.ts';
import { computeScores } from '../scores/scores.usecases.ts';

const MINUTE = 60_000;

/** Who acts: the two of the office, by the same rules as everybody. */
export interface Actors {
  readonly first: Staff;
  readonly second: Staff;
}

/**
 * Publishes the demonstration's last year as it went, each step at its own moment: provisional scores, objections and
 * their decisions, final scores. Data only: pages of an older release are drawn when somebody asks.
 */
export async function publishPastYear(deps: Dependencies, actors: Actors): Promise<void> {
  const { struckOut, corrected, objections, provisionalAt, finalAt } = PAST_YEAR;
  await insertFinding(deps.db, struckOut);
  await insertFinding(deps.db, corrected);
  await buildData(at(deps, provisionalAt), actors);
  for (const objection of objections) await object(deps, objection, actors);
  await deleteFinding(deps.db, struckOut.id);
  await buildData(at(deps, finalAt), actors);
}

/** The correction of last year's scores: the release of the first day, with its pages. */
export async function correctPastYear(deps: Dependencies, actors: Actors): Promise<void> {
  const { cycle, corrected, correction } = PAST_YEAR;
  await deleteFinding(deps.db, corrected.id);
  await buildRelease(deps, await publishScores(at(deps, deps.clock()), cycle, { release: 2, reason: correction }, actors));
}

/** The same product at another moment; releases are built by whoever asks for them. */
const at = (deps: Dependencies, moment: Date): Dependencies => ({ ...deps, clock: () => moment, jobs: { ...deps.jobs, buildRelease: async () => {} } });

const buildData = async (deps: Dependencies, actors: Actors): Promise<void> =>
  buildRelease(deps, await publishScores(deps, PAST_YEAR.cycle, null, actors), { step: () => {}, pages: null });

/** Computes, prepares and publishes; building is left. @returns the id of the release. */
async function publishScores(
  deps: Dependencies,
  cycle: string,
  corrects: Pick<Correction, 'release' | 'reason'> | null,
  { first, second }: Actors,
): Promise<string> {
  await computeScores(deps, cycle, first);
  const { id } = await prepareScoreRelease(deps, { cycle, stage: null, corrects }, first);
  await publishRelease(deps, id, second);
  return id;
}

async function object(deps: Dependencies, objection: DemoObjection, { first, second }: Actors): Promise<void> {
  const { unit, part, body, document, filedAt, outcome, reason, changesScore, decidedAt } = objection;
  const { id } = await fileObjection(at(deps, filedAt), await formerEditor(deps, unit), {
    cycle: PAST_YEAR.cycle,
    part,
    goal: null,
    body,
    document,
    language: 'zh',
  });
  await discloseObjection(at(deps, new Date(filedAt.getTime() + 60 * MINUTE)), first, id, '');
  const written = at(deps, new Date(decidedAt.getTime() - (changesScore ? 30 : 0) * MINUTE));
  await decideObjection(written, first, id, { outcome, reasonZh: reason.zh, reasonEn: reason.en, changesScore });
  if (changesScore) await confirmDecision(at(deps, decidedAt), second, id, true);
}

/** An account as if it were signed in; each step takes its user and role, and no session. */
export const actingAs = (user: Pick<UserRow, 'id' | 'login' | 'name' | 'role' | 'unitId'>): Staff => ({
  ...{ userId: user.id, login: user.login, name: user.name, role: user.role, unitId: user.unitId },
  ...{ body: null, session: '', confirmed: true, owes: null },
});

/** Whoever filed last year's objection has left: the account cannot sign in. */
async function formerEditor({ db }: Dependencies, unitId: string): Promise<Staff> {
  const account = { login: `${unitId}-2024`, name: `${unitId} 2024`, role: 'unit-editor', unitId } as const;
  const id = await insertUser(db, { ...account, passwordHash: null, active: false });
  if (id === null) throw new Error(`the account ${account.login} is there already`);
  return actingAs({ ...account, id });
}
