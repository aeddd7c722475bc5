import { constants, inflateSync } from 'node:zlib';
import type { EvidenceFlag } from '../../db/schema/plans.ts';

/** What names in a PDF say that it does by itself (ISO 32000-2, 12.6 and 7.11). */
const SIGNS: readonly (readonly [EvidenceFlag, RegExp])[] = [
  ['script', /\/(JavaScript|JS)(?![A-Za-z0-9])/],
  ['launch', /\/(Launch|RichMedia|GoToE|SubmitForm|ImportData)(?![A-Za-z0-9])/],
  ['embedded', /\/EmbeddedFiles?(?![A-Za-z0-9])/],
  ['locked', /\/Encrypt(?![A-Za-z0-9])/],
];

/** Where packed objects begin. It looks no further than the next such name, so that a file full of them costs one look at each. */
const STREAM = /\/ObjStm(?:(?!\/ObjStm)[\s\S]){0,400}?stream\r?\n/g;
/** What packed objects may unfold to, together. */
const MOST_BYTES = 30 * 1024 * 1024;

/** What a PDF holds that could act, or that nobody can look into. Objects may be packed; they are unfolded within a limit. */
export function inspectPdf(bytes: Uint8Array): readonly EvidenceFlag[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const packed = packedObjects(text);
  const parts = [text, ...packed.parts].map(plainNames);
  return SIGNS.filter(([flag, sign]) => parts.some((part) => sign.test(part)) || (flag === 'locked' && !packed.whole)).map(([flag]) => flag);
}

/** A name may be written with its characters as `#4a`. */
const plainNames = (text: string): string => text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

interface Packed {
  readonly parts: readonly string[];
  /** Every one of them could be looked into. */
  readonly whole: boolean;
}

/** Each stretch of the file is unfolded once: what comes next is looked for behind it. */
function packedObjects(text: string): Packed {
  const parts: string[] = [];
  let left = MOST_BYTES;
  let whole = true;
  STREAM.lastIndex = 0;
  for (let match = STREAM.exec(text); match; match = STREAM.exec(text)) {
    const end = text.indexOf('endstream', STREAM.lastIndex);
    const inside = unpacked(Buffer.from(text.slice(STREAM.lastIndex, end < 0 ? undefined : end), 'latin1'), left);
    if (inside === null) whole = false;
    else parts.push(inside);
    left -= inside?.length ?? 0;
    if (end < 0 || left <= 0) return { parts, whole: whole && end < 0 };
    STREAM.lastIndex = end;
  }
  return { parts, whole };
}

/** Null when it is packed in another way, is broken or unfolds to too much: nobody can say what it holds. */
function unpacked(packed: Buffer, most: number): string | null {
  try {
    return inflateSync(packed, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  } catch {
    return null;
  }
}
