import type { ImportRow } from '../../db/queries/imports.ts';
import type { PublicImport } from '../../proof/release/files.ts';
import { tellsDigest } from '../../proof/release/import-digest.ts';

/** An import as a release tells it, and as its digest is signed at closing. */
export const toPublicImport = ({ kind, group, channel, people, ballots, answers, fileSha256, createdAt, origin, clippings }: ImportRow): PublicImport => ({
  ...{ kind, group, channel, people, ballots, origin, clippings },
  ...(answers !== null && { answers }),
  sha256: tellsDigest({ kind, people }) ? fileSha256 : null,
  on: createdAt.toISOString().slice(0, 10),
});
