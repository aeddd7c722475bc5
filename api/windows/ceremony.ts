import { findWindow, lockWindowAlone, updateWindow, type WindowRow } from '../../db/queries/windows.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import { joinShares, mayJoin, readShare, type Share, ShareFault } from '../../proof/shares.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { noSharesNeeded, notYourShare, sameBody, samePerson, shareOfOtherKey, shareOfOtherWindow, shareRefused } from './ceremony.errors.ts';
import { bodyNeeded } from './decisions.errors.ts';
import { expectState } from './states.ts';

/** How long an entered share waits for the others. */
export const SHARE_LIFE_MS = 15 * 60_000;

/** A share as typed, and whose account enters it. */
export interface GivenShare {
  readonly holder: Pick<Staff, 'userId' | 'body'>;
  readonly text: string;
}

/** Begins the opening with the joined key, which is zeroed afterwards. */
export type StartOpening = (
  deps: Dependencies,
  window: string,
  actors: { readonly proposedBy: string; readonly confirmedBy: string },
  privateKey: Uint8Array,
) => Promise<unknown>;

export interface SharesEntered {
  /** Numbers of the shares that this process holds. */
  readonly numbers: readonly number[];
  /** When they are forgotten; null when there are none. */
  readonly until: string | null;
}

export interface OpeningCeremony {
  /**
   * Takes shares into the memory of this process: one holder's, or those of several who sit at one screen. Where one of
   * them is refused, none of them is kept. @returns whether they were enough, and the opening has begun
   * @throws AppError when a share cannot be read, belongs elsewhere, or the person may not enter it
   */
  readonly enterShares: (window: string, given: readonly GivenShare[]) => Promise<boolean>;
  /** What this process holds of a window, in numbers. */
  readonly entered: (window: string) => SharesEntered;
  /** Forgets the shares of a window: the ceremony is broken off. */
  readonly forget: (window: string) => void;
}

interface Entered {
  readonly holder: GivenShare['holder'];
  readonly share: Share;
}

interface Table {
  entered: readonly Entered[];
  readonly until: number;
}

/**
 * Shares live here and nowhere else: in the memory of the process that was given them, for a quarter of an hour, as
 * bytes that are overwritten when they are used, forgotten or too old. Another process knows nothing of them.
 */
export function openingCeremony(deps: Dependencies, startOpening: StartOpening): OpeningCeremony {
  const tables = new Map<string, Table>();
  const now = (): number => deps.clock().getTime();

  const forget = (window: string): void => {
    wipe(tables.get(window)?.entered ?? []);
    tables.delete(window);
  };
  const liveTable = (window: string): Table | null => {
    const table = tables.get(window);
    if (table && table.until <= now()) forget(window);
    return tables.get(window) ?? null;
  };
  const newTable = (window: string): Table => {
    const table: Table = { entered: [], until: now() + SHARE_LIFE_MS };
    tables.set(window, table);
    // The bytes go even when nobody asks again.
    setTimeout(() => tables.get(window) === table && forget(window), SHARE_LIFE_MS).unref();
    return table;
  };
  const open = async (window: string, entered: readonly Entered[]): Promise<void> => {
    const [proposedBy = '', ...others] = entered.map(({ holder }) => holder.userId);
    let key: Uint8Array | null = null;
    try {
      key = await joinShares(entered.map(({ share }) => share));
      await proposeFor(deps, window, proposedBy);
      await startOpening(deps, window, { proposedBy, confirmedBy: others.at(-1) ?? '' }, key);
    } finally {
      key?.fill(0);
      wipe(entered);
    }
  };
  const take = async (row: WindowRow, added: readonly Entered[]): Promise<boolean> => {
    const table = liveTable(row.id) ?? newTable(row.id);
    const entered = added.reduce((before, one) => withShare(row, before, one), table.entered);
    table.entered = entered;
    if (entered.length < (entered[0]?.share.threshold ?? Number.POSITIVE_INFINITY)) {
      await proposeFor(deps, row.id, entered[0]?.holder.userId ?? '');
      return false;
    }
    tables.delete(row.id);
    await open(row.id, entered);
    return true;
  };
  return {
    enterShares: async (window, given) => {
      const row = expectState(await findWindow(deps.db, window), 'closed');
      if (row.keyCustody === 'demonstration') throw noSharesNeeded();
      const read: Entered[] = [];
      try {
        for (const { holder, text } of given) read.push({ holder, share: readShare(text) });
        return await take(row, read);
      } catch (error) {
        if (!liveTable(window)?.entered.some((one) => read.includes(one))) wipe(read);
        throw error instanceof ShareFault ? shareRefused(error) : error;
      }
    },
    entered: (window) => {
      const table = liveTable(window);
      if (!table || table.entered.length === 0) return { numbers: [], until: null };
      return { numbers: table.entered.map(({ share }) => share.number), until: new Date(table.until).toISOString() };
    },
    forget,
  };
}

const wipe = (entered: readonly Entered[]): void => {
  for (const { share } of entered) share.bytes.fill(0);
};

/** The shares with one more. The same share of the same person again changes nothing. @throws AppError or ShareFault */
function withShare(row: WindowRow, before: readonly Entered[], one: Entered): readonly Entered[] {
  const { holder, share } = one;
  if (before.some((other) => other.holder.userId === holder.userId && isSame(other.share, share))) return before;
  ofThisWindow(row, one);
  mayJoin(
    before.map((other) => other.share),
    share,
  );
  if (before.some((other) => other.holder.userId === holder.userId)) throw samePerson();
  if (before.some((other) => other.holder.body === holder.body)) throw sameBody();
  return [...before, one];
}

const isSame = (a: Share, b: Share): boolean => a.number === b.number && a.bytes.every((byte, i) => byte === b.bytes[i]);

/** Whether the share belongs to the window's key, and its holder to the body that keeps it. @throws AppError or ShareFault */
function ofThisWindow(row: WindowRow, { holder, share }: Entered): void {
  if (share.window !== row.id) throw shareOfOtherWindow(row.id, share.window);
  if (share.fingerprint !== fingerprintOf(row.publicKey ?? '')) throw shareOfOtherKey();
  if (holder.body === null) throw bodyNeeded();
  const keeper = (row.manifest as WindowManifest).keyShares?.bodies[share.number - 1];
  if (keeper !== undefined && keeper !== holder.body) throw notYourShare(keeper);
}

/** The holder who enters the first share is the one who proposes the opening, also after a ceremony that was broken off. */
async function proposeFor({ db, clock }: Dependencies, id: string, actor: string): Promise<void> {
  await db.transaction(async (tx) => {
    const row = expectState(await lockWindowAlone(tx, id), 'closed');
    if (row.openingProposedBy === actor) return;
    await updateWindow(tx, id, { openingProposedBy: actor });
    await audit(tx, clock(), { actor, action: 'window.opening_proposed', subject: `window:${id}`, detail: { share: true } });
  });
}
