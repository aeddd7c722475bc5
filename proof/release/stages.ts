import type { PublicRelease, ReleaseManifest } from './files.ts';

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
