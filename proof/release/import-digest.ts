import { canonicalJson, type Json } from '../canonical.ts';
import { sha256Hex } from '../hash.ts';
import type { PublicImport } from './files.ts';

/** People from whose answers on the digest of a file is published. */
export const DIGEST_FROM = 100;

/**
 * Whether the SHA-256 of an imported file is published. Whoever knows its form can try out what a short file holds until
 * the digest fits: so it is told of files that hold the answers of many, and never of a hotline's counts, of which all
 * but the smallest are public. Clippings have no file.
 */
export const tellsDigest = ({ kind, people }: Pick<PublicImport, 'kind' | 'people'>): boolean =>
  (kind === 'survey' || kind === 'partner') && people >= DIGEST_FROM;

/** What the closing signs of everything that was brought in: a closed window takes nothing more, so that its list stays as it is. */
export const listDigest = (imports: readonly PublicImport[]): string => sha256Hex(canonicalJson(imports as unknown as Json));
