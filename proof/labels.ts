import { type Bytes, utf8 } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';

/** HPKE's `info` (RFC 9180 §5.1) per purpose: a context of one is never one of the other. */
export const BALLOT_INFO = utf8('gongping/ballot/1');
export const LEAF_INFO = utf8('gongping/leaf/1');
/** What the key of a sealed leaf hash is exported under (§5.3). */
export const LEAF_EXPORT = utf8('leaf key');

/** What a ciphertext is bound to: moved to another row it cannot be opened. */
export interface EnvelopeLabels {
  readonly window: string;
  readonly unit: string;
  readonly group: string;
  readonly channel: string;
  readonly stratum: string;
  readonly ticket: string;
  readonly revision: number;
}

/** The labels as both seals of a row are bound to them: canonical JSON. */
export const associatedData = ({ window, unit, group, channel, stratum, ticket, revision }: EnvelopeLabels): Bytes =>
  canonicalBytes({ window, unit, group, channel, stratum, ticket, revision });
