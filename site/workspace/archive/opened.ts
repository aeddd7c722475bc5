import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openRelease, type Release } from '../../release.ts';

/** Releases kept open: old pages are read one release at a time, and a large city's release takes much memory. */
const MOST_OPEN = 3;
/** Reading a release holds up everybody else; no more of the time than this goes into it. */
const SHARE = 0.2;
/** Readers that may wait for a release at a time. */
const MOST_WAITING = 20;

const open = new Map<string, Release>();
const stamps = new Map<string, number>();
let turn: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Too many readers ask for too many releases; it goes on in a moment. */
export class TooManyOpenings extends Error {
  readonly status = 503;
}

/** Changes when words of a release are taken back; nothing else in it ever changes. */
const stampOf = (folder: string): number => statSync(join(folder, 'texts'), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** A published release as the views take it, read once while it is asked for, and again when words were taken back. @throws TooManyOpenings */
export async function openedRelease(folder: string): Promise<Release> {
  const stamp = stampOf(folder);
  if (stamps.get(folder) !== stamp) open.delete(folder);
  stamps.set(folder, stamp);
  const known = open.get(folder);
  if (known) return keep(folder, known);
  if (waiting >= MOST_WAITING) throw new TooManyOpenings('too many releases are asked for at once');
  waiting += 1;
  const mine = turn.then(() => readInTurn(folder)).finally(() => (waiting -= 1));
  turn = mine.then(rest, () => {});
  return (await mine).release;
}

interface Opening {
  readonly release: Release;
  readonly took: number;
}

async function readInTurn(folder: string): Promise<Opening> {
  const began = performance.now();
  const release = keep(folder, open.get(folder) ?? openRelease(folder));
  return { release, took: performance.now() - began };
}

const rest = ({ took }: Opening): Promise<unknown> => delay(took * (1 / SHARE - 1));

function keep(folder: string, release: Release): Release {
  open.delete(folder);
  open.set(folder, release);
  for (const oldest of open.keys()) {
    if (open.size <= MOST_OPEN) break;
    open.delete(oldest);
  }
  return release;
}
