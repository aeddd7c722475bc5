import { ed25519 } from '@noble/curves/ed25519.js';
import { type Ballot, ballotLeafHash, canonicalBallot } from '../../../proof/ballot.ts';
import { fromHex, toBase64url, utf8 } from '../../../proof/bytes.ts';
import { sha256 } from '../../../proof/hash.ts';
import { checkpointText, logOrigin, signedNote } from '../../../proof/log/checkpoint.ts';
import { listMaker, type PublishedLog } from '../../../proof/log/lists.ts';
import type { KeptReceipt } from '../../../proof/log/receipt-check.ts';
import { type LogFile, tileMaker } from '../../../proof/log/tiles.ts';
import { manifestDigest, manifestText, type WindowManifest } from '../../../proof/manifest.ts';
import { leafHash } from '../../../proof/merkle.ts';
import { logRoot } from '../../../proof/opening.ts';
import { signedBytes } from '../../../proof/receipt.ts';
import type { LogStatement, WindowRecord } from '../../../proof/release/files.ts';
import { manifest as plain } from '../proof.fixture.ts';

const SECRET = new Uint8Array(32).fill(11);
const manifest: WindowManifest = { ...plain, signingKey: toBase64url(ed25519.getPublicKey(SECRET)) };
const sign = (bytes: Uint8Array): string => toBase64url(ed25519.sign(bytes, SECRET));

/** A window of so many made-up ballots with its log as files; every tenth ticket is at its second revision, `spoiled` of them do not count. */
export function makeLog(ballots: number, spoiled = 0) {
  const made = Array.from({ length: ballots }, (_, i) => {
    const random = sha256(utf8(`ballot ${i}`));
    const ballot: Ballot = {
      v: 1,
      window: manifest.window,
      unit: 'water',
      group: 'residents',
      answers: { service: 'good4' },
      screening: null,
      salt: toBase64url(random),
    };
    const ticket = toBase64url(sha256(utf8(`ticket ${i}`)).subarray(0, 16));
    return { leaf: ballotLeafHash(canonicalBallot(ballot)), ticket, revision: i % 10 === 0 ? 2 : 1, reason: i < spoiled ? 'leaf-mismatch' : null };
  });
  const leaves = made.map(({ leaf }) => leaf).sort();
  const statement: LogStatement = {
    v: 1,
    window: manifest.window,
    manifest: manifestDigest(manifest),
    closingRoot: 'c'.repeat(64),
    openedAt: '2026-12-01T00:00:00.000Z',
    root: logRoot(manifest, leaves),
    ballots,
    spoiled: spoiled > 0 ? { 'leaf-mismatch': spoiled } : {},
  };
  const files = new Map<string, Uint8Array>();
  const keep = (some: readonly LogFile[]): void => some.forEach(({ path, bytes }) => void files.set(path, bytes));
  const tiles = tileMaker();
  for (const leaf of [leafHash(utf8(manifestText(manifest))), ...leaves]) keep(tiles.add(fromHex(leaf)));
  keep(tiles.rest());
  const listed = (list: 'tickets' | 'spoiled', lines: readonly string[]) => {
    const maker = listMaker(list);
    for (const line of [...lines].sort()) keep(maker.add(line));
    keep(maker.rest());
    return maker.digest();
  };
  const published: PublishedLog = {
    leaves: ballots + 1,
    tickets: listed(
      'tickets',
      made.map(({ ticket, revision }) => `${ticket} ${revision}`),
    ),
    spoiled: listed(
      'spoiled',
      made.flatMap(({ leaf, reason }) => (reason ? [`${leaf} ${reason}`] : [])),
    ),
  };
  const origin = logOrigin(manifest.city, manifest.window);
  const text = checkpointText({ origin, size: ballots + 1, root: statement.root });
  files.set('checkpoint', utf8(signedNote(text, origin, manifest.signingKey, sign(utf8(text)))));
  const log = { statement, signature: sign(signedBytes('log', statement)) };
  const record = { format: 'gongping-window-record/1', window: manifest.window, manifest, closing: null, log, published } satisfies WindowRecord;
  /** The receipt of the i-th ballot, or of one that says otherwise. */
  const receiptOf = (i: number, change: Partial<KeptReceipt['receipt']> = {}): KeptReceipt => {
    const { leaf = '', ticket = '', revision = 1 } = made[i] ?? {};
    const receipt = { v: 1, window: manifest.window, unit: 'water', ticket, revision, leafHash: leaf, ...change } as const;
    return { receipt, signature: sign(signedBytes('receipt', receipt)) };
  };
  return { record, files, receiptOf };
}

/** Reads made files as an outsider reads a release, and remembers what was asked for. */
export function readerOf({ record, files }: Pick<ReturnType<typeof makeLog>, 'record' | 'files'>) {
  const asked: string[] = [];
  return {
    asked,
    read: async (path: string): Promise<Uint8Array | null> => {
      asked.push(path);
      if (path === `windows/${record.window}.json`) return utf8(JSON.stringify(record));
      return files.get(path.replace(`log/${record.window}/`, '')) ?? null;
    },
  };
}
