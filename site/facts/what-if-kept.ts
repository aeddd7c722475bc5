import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ENGINE } from '../../scoring/score.ts';

/** Beside the other things that a build keeps; may be deleted at any time. */
const FOLDER = path.join('.build', 'cache', 'what-if');

/**
 * What was computed from the very same data before, by the same arithmetic, else what `compute` gives, which is kept
 * where there is a place for it. A daily update brings no new scores; it need not compute hundreds of them again.
 */
export function kept<T>(from: unknown, compute: () => T): T {
  const digest = createHash('sha256').update(ENGINE).update(JSON.stringify(from)).digest('hex');
  const file = path.join(FOLDER, `${digest}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return keep(file, compute());
  }
}

function keep<T>(file: string, value: T): T {
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(value));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // without a place to keep it, it is computed again next time
  }
  return value;
}
