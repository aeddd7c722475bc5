import { canonicalJson } from '../canonical.ts';
import { type Scheme, schemeSchema } from './schema.ts';

/**
 * The text whose SHA-256 is a scheme's digest: JSON with sorted keys, numbers as canonical exact text, no comments.
 * Two files that say the same (order of keys, `30` or `"30.0"`, anchors or copies) have the same text.
 */
export function canonicalScheme(scheme: Scheme): string {
  return canonicalJson(schemeSchema.parse(scheme));
}
