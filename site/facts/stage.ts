import type { ReleaseManifest } from '../../proof/release/files.ts';
import type { Release } from '../release.ts';

/** Whether the scores of a cycle stand, or are still open to objections: what the last release says that published them. */
export function stageOf({ manifest, releases }: Release, cycle: string): ReleaseManifest['stage'] {
  return [...releases, manifest].findLast(({ cycles, stage }) => stage !== null && cycles.includes(cycle))?.stage ?? null;
}
