import { createHash } from 'node:crypto';
import type { Queryable } from '../../db/client.ts';
import type { TallyRow } from '../../db/queries/leaves.ts';
import { listNamed, type NamedBallotRow } from '../../db/queries/named-ballots.ts';
import { canonicalJson, type Json } from '../../proof/canonical.ts';
import { formOf, type WindowManifest } from '../../proof/manifest.ts';
import type { ClosingStatement } from '../../proof/release/files.ts';
import { tallyBallots } from '../../proof/tally.ts';

export type NamedClosing = NonNullable<ClosingStatement['named']>;

/** What the closing says of the openly signed ballots, so that none can change afterwards; null in windows that take none. */
export async function namedClosing(tx: Queryable, window: string, manifest: WindowManifest): Promise<NamedClosing | null> {
  if (!manifest.groups.some(({ ballot }) => ballot === 'named')) return null;
  const rows = await listNamed(tx, window);
  return {
    ballots: rows.length,
    sha256: digestOf(rows),
    cells: linesOf(rows).map(({ place, group, rows: same }) => ({ unit: place, group, ballots: same.length })),
  };
}

/** SHA-256 over one canonical line for each ballot, the lines sorted: who voted what, in which revision. */
function digestOf(rows: readonly NamedBallotRow[]): string {
  const lines = rows.map(({ place, group, userId, revision, answers }) => canonicalJson({ place, group, userId, revision, answers } as Json)).sort();
  return createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
}

interface Line {
  readonly place: string;
  readonly group: string;
  readonly rows: NamedBallotRow[];
}

/** The ballots by place and group, in the order in which they come. */
function linesOf(rows: readonly NamedBallotRow[]): Line[] {
  const lines: Line[] = [];
  for (const row of rows) {
    const last = lines.at(-1);
    if (last?.place === row.place && last.group === row.group) last.rows.push(row);
    else lines.push({ place: row.place, group: row.group, rows: [row] });
  }
  return lines;
}

/** Tallies of the openly signed ballots; null when they are not those that the closing counted. */
export async function namedTallies(tx: Queryable, window: string, manifest: WindowManifest, closed: NamedClosing | null): Promise<TallyRow[] | null> {
  if (closed === null) return [];
  const rows = await listNamed(tx, window);
  if (digestOf(rows) !== closed.sha256) return null;
  return linesOf(rows).flatMap(({ place, group, rows: same }): TallyRow[] => {
    const form = formOf(manifest, group);
    const roster = manifest.groups.find(({ id }) => id === group)?.roster ?? null;
    if (form === null) return [];
    const counted = tallyBallots(
      same.map(({ answers }) => answers),
      form,
    );
    return [{ windowId: window, unitId: place, group, origin: 'ballots', roster, splits: null, ...counted }];
  });
}
