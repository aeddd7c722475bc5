import type { Queryable } from '../../db/client.ts';
import { findNamed, findVoter, listNamed, listVoters, type NamedBallotRow, type NamedVoter, putNamed } from '../../db/queries/named-ballots.ts';
import { findWindow, isOver, lockWindowShared } from '../../db/queries/windows.ts';
import { type Ballot, SALT_BYTES } from '../../proof/ballot.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { canonicalJson } from '../../proof/canonical.ts';
import { formOf, type ManifestQuestionnaire, type WindowManifest } from '../../proof/manifest.ts';
import { placesOf } from '../../proof/picks.ts';
import { audit } from '../audit.ts';
import { badBallots, groupNotAsked, otherRight, outdatedRevision, ownUnit, windowNotOpen } from '../ballots/ballots.errors.ts';
import { ballotFaults } from '../ballots/checks.ts';
import type { Dependencies, Staff } from '../context.ts';
import { unknownUnit } from '../units/units.errors.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { notOnList, notYetClosed } from './named-ballots.errors.ts';

/** For whom somebody votes openly, and what is asked. */
interface OpenVote {
  readonly manifest: WindowManifest;
  readonly group: string;
  readonly form: ManifestQuestionnaire;
}

async function openVote(deps: Dependencies, window: string, { userId }: Staff): Promise<OpenVote> {
  const { manifest } = await sealedWindow(deps, window);
  const group = await findVoter(deps.db, window, userId);
  if (group === null) throw notOnList();
  const form = formOf(manifest, group);
  if (form === null) throw groupNotAsked();
  return { manifest, group, form };
}

/** A person's own named ballots: everything that may be voted on, with what was voted. */
export async function ownBallots(deps: Dependencies, window: string, staff: Staff) {
  const { manifest, group, form } = await openVote(deps, window, staff);
  const cast = new Map((await listNamed(deps.db, window, staff.userId)).map((row) => [row.place, row]));
  const places = placesOf(manifest.units, form).map((place) => {
    const { answers, revision = 0, castAt } = cast.get(place) ?? { answers: null };
    return { place, answers, revision, castAt: castAt?.toISOString() ?? null, ownUnit: place === staff.unitId };
  });
  const row = await findWindow(deps.db, window);
  const closesAt = row?.closesAt.toISOString() ?? manifest.closesAt;
  return { closesAt, group, form, places, open: row?.state === 'open' && !(await isOver(deps.db, window)) };
}

export interface NamedCast {
  readonly place: string;
  /** The group whose questions were answered. */
  readonly group: string;
  /** One more than that of the ballot that is kept. */
  readonly revision: number;
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * Keeps an openly signed ballot, or its next revision, with the voter's account. It never lies in the box and is not in
 * the log: what is counted is what stands here, and the audit log says who voted when, not how.
 */
export async function castNamed(
  deps: Dependencies,
  window: string,
  staff: Staff,
  cast: NamedCast,
): Promise<{ readonly revision: number; readonly castAt: string }> {
  const vote = await openVote(deps, window, staff);
  mayCast(window, staff, vote, cast);
  const now = deps.clock();
  const castAt = await deps.db.transaction(async (tx) => {
    await expectOpen(tx, window);
    // The list may have changed since; while the window is held it cannot.
    if ((await findVoter(tx, window, staff.userId)) !== vote.group) throw notOnList();
    const kept = await findNamed(tx, window, cast.place, staff.userId);
    if (kept !== null && isSame(kept, cast)) return kept.castAt;
    if (cast.revision !== (kept?.revision ?? 0) + 1) throw outdatedRevision();
    const { place, group, revision, answers } = cast;
    if (!(await putNamed(tx, { windowId: window, place, userId: staff.userId, group, answers: { ...answers }, revision, castAt: now })))
      throw outdatedRevision();
    await audit(tx, now, { actor: staff.userId, action: 'named_ballot.cast', subject: `window:${window}`, detail: { place, group, revision } });
    return now;
  });
  return { revision: cast.revision, castAt: castAt.toISOString() };
}

/** The same request once more, because its answer was lost. */
const isSame = (kept: NamedBallotRow, { revision, answers }: NamedCast): boolean =>
  kept.revision === revision && canonicalJson(kept.answers) === canonicalJson(answers);

function mayCast(window: string, { unitId }: Staff, { manifest, group, form }: OpenVote, cast: NamedCast): void {
  if (cast.group !== group) throw otherRight();
  if (!placesOf(manifest.units, form).includes(cast.place)) throw unknownUnit();
  if (unitId !== null && (cast.place === unitId || (form.pick && cast.answers[unitId] !== undefined))) throw ownUnit();
  const faults = ballotFaults(asBallot(window, group, cast), form);
  if (faults.length > 0) throw badBallots(faults);
}

/** A named ballot hides nothing and needs no salt; the rules for answers are those of every ballot. */
const NO_SALT = toBase64url(new Uint8Array(SALT_BYTES));
const asBallot = (window: string, group: string, { place, answers }: NamedCast): Ballot => ({
  v: 1,
  window,
  unit: place,
  group,
  answers,
  screening: null,
  salt: NO_SALT,
});

async function expectOpen(tx: Queryable, window: string): Promise<void> {
  const row = await lockWindowShared(tx, window);
  if (row?.state !== 'open' || (await isOver(tx, window))) throw windowNotOpen();
}

/** Everybody's named ballots with their names, for the office and auditors, from the closing on. */
export async function readNamed(deps: Dependencies, window: string) {
  const row = await findWindow(deps.db, window);
  if (row === null) throw unknownWindow();
  if (row.state === 'draft' || row.state === 'sealed' || row.state === 'open') throw notYetClosed();
  const voters = new Map<string, NamedVoter>((await listVoters(deps.db, window)).map((voter) => [voter.userId, voter]));
  return (await listNamed(deps.db, window)).map(({ userId, place, group, answers, revision, castAt }) => {
    const { login = '', name = '' } = voters.get(userId) ?? {};
    return { login, name, group, place, answers, revision, castAt: castAt.toISOString() };
  });
}
