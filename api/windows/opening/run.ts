import type { Database, Queryable } from '../../../db/client.ts';
import { eachEnvelope, emptyBox, type InsideRow } from '../../../db/queries/envelopes.ts';
import { listImports } from '../../../db/queries/imports.ts';
import { eachArchived, insertLeaves, upsertTallies, writeArchive, writeTickets } from '../../../db/queries/leaves.ts';
import { lockOpening } from '../../../db/queries/openings.ts';
import { deleteProofs } from '../../../db/queries/proofs.ts';
import { findWindow, updateWindow, type WindowRow } from '../../../db/queries/windows.ts';
import { alarmsOf } from '../../../proof/alarms.ts';
import type { WindowManifest } from '../../../proof/manifest.ts';
import { logRoot, rootOfSorted } from '../../../proof/opening.ts';
import type { LogStatement, SignedLog } from '../../../proof/release/window-files.ts';
import { audit } from '../../audit.ts';
import { type Counted, countedCells } from '../../imports/counted.ts';
import type { SignedClosing } from '../closing.usecases.ts';
import { namedTallies } from '../named-count.ts';
import { alreadyOpening } from '../opening.errors.ts';
import { expectState } from '../states.ts';
import { tallyLine } from '../tallies.ts';
import { alteredAfterClosing } from '../windows.errors.ts';
import type { Opened } from './decrypt.ts';
import { createPile, type Pile } from './pile.ts';
import type { OpeningStep } from './steps.ts';

/** The two people who open, the proposer first. */
export interface OpeningActors {
  readonly proposedBy: string;
  readonly confirmedBy: string;
}

export interface OpeningJob {
  readonly window: string;
  readonly actors: OpeningActors;
  readonly at: Date;
  /** What hotlines counted; it lay under the window's secret, which the opening does not know. */
  readonly counted?: Counted;
}

export interface OpeningTools {
  readonly db: Database;
  /** Opens some envelopes, here or in another thread. */
  readonly decrypt: (manifest: WindowManifest, rows: readonly InsideRow[]) => Promise<Opened>;
  /** Portions of envelopes that are decrypted at the same time. */
  readonly width: number;
  readonly sign: (statement: LogStatement) => string;
  /** Hears of each step as it begins and goes on; tests end the process there. */
  readonly progress: (step: OpeningStep, done: number, total: number) => void;
  /** Hears why the opening fails while its lock is still held: nobody then reads "interrupted" in between. */
  readonly failing?: (error: unknown) => Promise<void>;
}

const PORTION = 500;

/**
 * Opens the box in one transaction: decrypts, checks, merges labels, sorts, writes log, tickets, tallies and archive,
 * and gives the box with all its marks back to the system. Beginning again after a crash writes the same bytes.
 * Memory holds some hundred bytes per ballot; what is opened reaches the database sorted, never in another order.
 */
export async function runOpening(tools: OpeningTools, job: OpeningJob): Promise<SignedLog> {
  return tools.db.transaction(async (tx) => {
    if (!(await lockOpening(tx, job.window))) throw alreadyOpening();
    try {
      return await open(tx, tools, job);
    } catch (error) {
      await tools.failing?.(error);
      throw error;
    }
  });
}

async function open(tx: Queryable, tools: OpeningTools, job: OpeningJob): Promise<SignedLog> {
  const row = expectState(await findWindow(tx, job.window), 'closed');
  const manifest = row.manifest as WindowManifest;
  const total = (row.closingStatement as SignedClosing).statement.ballots;
  const say = (step: OpeningStep, done = 0): void => tools.progress(step, done, total);
  const pile = createPile(total, manifest);
  await readBox(tx, tools, manifest, pile, row, say);
  say('merge labels');
  pile.merge(manifest.rules.mergeBelow);
  say('sort');
  pile.sort();
  await writeLog(tx, job.window, pile, say);
  say('write tickets');
  await writeTickets(tx, job.window);
  say('tally');
  await upsertTallies(
    tx,
    pile.lines().flatMap((line) => tallyLine(job.window, manifest, line)),
  );
  await writeNamedTallies(tx, row, manifest);
  await writeCounted(tx, row, job.counted ?? { tallies: [], sha256: null });
  say('archive');
  await writeArchive(tx, job.window);
  await expectSameDigests(tx, job.window, pile);
  say('drop marks and rows');
  await emptyBox(tx, job.window);
  await deleteProofs(tx, job.window);
  say('statement');
  return writeStatement(tx, tools, job, row, pile);
}

/** Openly signed ballots are counted in the same moment. @throws AppError when they are not those of the closing */
async function writeNamedTallies(tx: Queryable, row: WindowRow, manifest: WindowManifest): Promise<void> {
  const { named = null } = (row.closingStatement as SignedClosing).statement;
  const tallies = await namedTallies(tx, row.id, manifest, named);
  if (tallies === null) throw alteredAfterClosing();
  await upsertTallies(tx, tallies);
}

/** @throws AppError when they are not those of the closing */
async function writeCounted(tx: Queryable, row: WindowRow, { tallies, sha256 }: Counted): Promise<void> {
  const { counted = [], countedSha256 } = (row.closingStatement as SignedClosing).statement;
  if (countedSha256 !== undefined && countedSha256 !== sha256) throw alteredAfterClosing();
  const signed = counted.map(({ unit, group, answers }) => ({ unit, group, answers }));
  if (JSON.stringify(countedCells(tallies)) !== JSON.stringify(signed)) throw alteredAfterClosing();
  await upsertTallies(tx, tallies);
}

type Say = (step: OpeningStep, done?: number) => void;

/** Reads the box in portions and decrypts some of them side by side. @throws AppError when it is not the box that was closed. */
async function readBox(tx: Queryable, tools: OpeningTools, manifest: WindowManifest, pile: Pile, row: WindowRow, say: Say): Promise<void> {
  const underWay = new Set<Promise<void>>();
  say('read and decrypt');
  try {
    for await (const rows of eachEnvelope(tx, row.id, PORTION)) {
      const portion: Promise<void> = tools
        .decrypt(manifest, rows)
        .then((opened) => {
          pile.add(opened);
          say('read and decrypt', pile.size());
        })
        .finally(() => underWay.delete(portion));
      portion.catch(() => {}); // told by the race or the end
      underWay.add(portion);
      if (underWay.size >= tools.width) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  } catch (error) {
    await Promise.allSettled(underWay);
    throw error instanceof RangeError ? alteredAfterClosing() : error;
  }
  if (rootOfSorted(pile.digests()) !== row.closingRoot) throw alteredAfterClosing();
}

const BATCH = 2000;

async function writeLog(tx: Queryable, windowId: string, pile: Pile, say: Say): Promise<void> {
  say('write log');
  for (let start = 0; start < pile.size(); start += BATCH) {
    const leaves = pile.leaves(start, start + BATCH);
    await insertLeaves(
      tx,
      leaves.map(({ unit, ...leaf }, i) => ({ ...leaf, windowId, unitId: unit, position: start + i + 1 })),
    );
    say('write log', start + leaves.length);
  }
}

/** What was archived is what was decrypted, row by row. */
async function expectSameDigests(tx: Queryable, windowId: string, pile: Pile): Promise<void> {
  const read = pile.digests()[Symbol.iterator]();
  for await (const portion of eachArchived(tx, windowId)) {
    for (const digest of portion) if (read.next().value !== digest) throw alteredAfterClosing();
  }
  if (!read.next().done) throw alteredAfterClosing();
}

async function writeStatement(tx: Queryable, { sign }: OpeningTools, { window, actors, at }: OpeningJob, row: WindowRow, pile: Pile): Promise<SignedLog> {
  const statement: LogStatement = {
    v: 1,
    window,
    manifest: row.manifestSha256 ?? '',
    closingRoot: row.closingRoot ?? '',
    openedAt: at.toISOString(),
    root: logRoot(row.manifest as WindowManifest, pile.leafHashes()),
    ballots: pile.size(),
    spoiled: pile.spoiled(),
    labels: pile.labels(),
  };
  const signed = { statement, signature: sign(statement) };
  const { proposedBy, confirmedBy } = actors;
  await updateWindow(tx, window, {
    state: 'opened',
    openingProposedBy: proposedBy,
    openedBy: confirmedBy,
    openedAt: at,
    logRoot: statement.root,
    logStatement: signed,
    alarms: alarmsOf({
      manifest: row.manifest as WindowManifest,
      closing: (row.closingStatement as SignedClosing).statement,
      log: statement,
      imports: await listImports(tx, window),
    }),
  });
  await audit(tx, at, {
    actor: confirmedBy,
    action: 'window.opened',
    subject: `window:${window}`,
    detail: { root: statement.root, ballots: statement.ballots, spoiled: statement.spoiled, proposedBy },
  });
  return signed;
}
