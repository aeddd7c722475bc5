import type { Bytes } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';

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
