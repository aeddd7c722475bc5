import { inflateSync } from 'node:zlib';
import type { EvidenceFlag } from '../../db/schema/plans.ts';

/** What names in a PDF say that it does by itself (ISO 32000-2, 12.6 and 7.11). */
const SIGNS: readonly (readonly [EvidenceFlag, RegExp])[] = [
  ['script', /\/(JavaScript|JS)(?![A-Za-z0-9])/],
  ['launch', /\/(Launch|RichMedia|GoToE|SubmitForm|ImportData)(?![A-Za-z0-9])/],
  ['embedded', /\/EmbeddedFiles?(?![A-Za-z0-9])/],
  ['locked', /\/Encrypt(?![A-Za-z0-9])/],
];

const STREAM = /\/ObjStm[\s\S]{0,400}?stream\r?\n/g;
/** What packed objects may unfold to, together. */
const MOST_BYTES = 50 * 1024 * 1024;

/** What a PDF holds that could act, or that nobody can look into. Objects may be packed; they are unfolded within a limit. */
export function inspectPdf(bytes: Uint8Array): readonly EvidenceFlag[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const parts = [text, ...packedObjects(text)].map(plainNames);
  return SIGNS.filter(([, sign]) => parts.some((part) => sign.test(part))).map(([flag]) => flag);
}

/** A name may be written with its characters as `#4a`. */
const plainNames = (text: string): string => text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function packedObjects(text: string): string[] {
  const found: string[] = [];
  let left = MOST_BYTES;
  for (const match of text.matchAll(STREAM)) {
    const from = match.index + match[0].length;
    const to = text.indexOf('endstream', from);
    if (to < 0 || left <= 0) break;
    const inside = unpacked(Buffer.from(text.slice(from, to), 'latin1'), left);
    left -= inside.length;
    found.push(inside);
  }
  return found;
}

function unpacked(packed: Buffer, most: number): string {
  try {
    return inflateSync(packed, { maxOutputLength: most }).toString('latin1');
  } catch {
    // Packed in another way, or broken: there is nothing to read.
    return '';
  }
}
