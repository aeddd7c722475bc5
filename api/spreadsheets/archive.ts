import { inflateRawSync } from 'node:zlib';

/** What an Office file may unfold to. A real workbook of 100,000 rows has some 60 MB in 20 entries. */
export interface ArchiveLimits {
  readonly entries: number;
  readonly bytes: number;
}

export const OFFICE_LIMITS: ArchiveLimits = { entries: 2_000, bytes: 200_000_000 };

export type ArchiveFault = 'broken' | 'too-large' | 'encrypted';

/** One file of an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 65_535;

interface Place {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

/**
 * Unfolds a ZIP archive within limits, or says why not. The sizes that the archive states are not believed: each entry
 * is unfolded with what is left of the budget, so that a bomb costs no more than the budget.
 * `wanted` says which entries are kept; the others are measured and let go.
 */
export function unfold(bytes: Uint8Array, limits: ArchiveLimits, wanted: (name: string) => boolean): readonly ArchiveEntry[] | ArchiveFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = directory(view, bytes, limits.entries);
  if (typeof places === 'string') return places;
  const kept: ArchiveEntry[] = [];
  let left = limits.bytes;
  for (const place of places) {
    if (place.encrypted) return 'encrypted';
    const content = contentOf(view, bytes, place, left);
    if (typeof content === 'string') return content;
    left -= content.byteLength;
    if (wanted(place.name)) kept.push({ name: place.name, bytes: content });
  }
  return kept;
}

/** Why an archive must not be given to a reader; null when it may. */
export function archiveFault(bytes: Uint8Array, limits: ArchiveLimits): ArchiveFault | null {
  const found = unfold(bytes, limits, () => false);
  return typeof found === 'string' ? found : null;
}

/** The central directory at the end of the archive. ZIP64, which only files over 4 GB need, is not read. */
function directory(view: DataView, bytes: Uint8Array, most: number): readonly Place[] | ArchiveFault {
  const end = findEnd(view);
  if (end === null) return 'broken';
  const count = view.getUint16(end + 10, true);
  if (count > most) return 'too-large';
  const places: Place[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY) return 'broken';
    const nameLength = view.getUint16(at + 28, true);
    places.push({
      name: new TextDecoder().decode(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return places;
}

function findEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return null;
}

function contentOf(view: DataView, bytes: Uint8Array, place: Place, left: number): Uint8Array | ArchiveFault {
  if (place.at + LOCAL_LENGTH > bytes.byteLength || view.getUint32(place.at, true) !== LOCAL) return 'broken';
  const from = place.at + LOCAL_LENGTH + view.getUint16(place.at + 26, true) + view.getUint16(place.at + 28, true);
  if (from + place.packed > bytes.byteLength) return 'broken';
  const packed = bytes.subarray(from, from + place.packed);
  if (place.method === 0) return packed.byteLength > left ? 'too-large' : packed;
  if (place.method !== 8) return 'broken';
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken';
  }
}
