import type { Result } from '../../scoring/index.ts';
import type { Change, PublicRelease, ReleaseManifest } from './files.ts';

/** The release that says how the scores of a cycle stand: the newest of a list, oldest first, that published them. Null when none did. */
export const standingOf = <R extends { readonly cycles: readonly string[] }>(releases: readonly R[], cycle: string): R | null =>
  releases.findLast(({ cycles }) => cycles.includes(cycle)) ?? null;

/** The line that a manifest becomes in `releases.json` of later releases. */
export const lineOf = (manifest: ReleaseManifest, manifestSha256: string): PublicRelease => ({
  number: manifest.release,
  kind: manifest.kind,
  stage: manifest.stage,
  generatedAt: manifest.generatedAt,
  cycles: manifest.cycles,
  corrects: manifest.corrects,
  objectionsUntil: manifest.objectionsUntil,
  manifestSha256,
});

/** What differs between two results of a cycle, unit by unit, in the order of the newer one. */
export function changesBetween(cycle: string, before: Result, after: Result): Change[] {
  const known = new Map(before.units.map((unit) => [unit.id, unit]));
  return after.units.flatMap(({ id, total, rank }): Change[] => {
    const old = known.get(id);
    const change = { before: old?.total?.rounded ?? null, after: total?.rounded ?? null };
    const place = { before: old?.rank ?? null, after: rank };
    return old?.total?.exact === total?.exact && place.before === place.after ? [] : [{ cycle, unit: id, total: change, rank: place }];
  });
}
