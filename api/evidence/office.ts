import type { EvidenceFlag } from '../../db/schema/plans.ts';
import { type ArchiveEntry, type ArchiveFault, unfold } from '../spreadsheets/archive.ts';

const MEGABYTE = 1024 * 1024;
const MOST_ENTRIES = 2_000;
/** A report with scanned pages unfolds to a few times its size; text unfolds to some fifty times. */
const MOST_RATIO = 100;
const MOST_BYTES = 100 * MEGABYTE;
/** Archives inside share this, however many they are. */
const MOST_INSIDE = 50 * MEGABYTE;

/** Parts that an office program reads as text or picture; all others are looked into. */
const HARMLESS = /\.(xml|rels|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf|fntdata)$/i;

/**
 * Looks into an office file, which is a ZIP archive: why it must not be kept, or what it holds that could act. What it
 * unfolds to is limited by its own size, so that a bomb costs no more than that; an archive inside it may hold no other.
 */
export function inspectOffice(bytes: Uint8Array): readonly EvidenceFlag[] | ArchiveFault {
  const limits = { entries: MOST_ENTRIES, bytes: Math.min(MOST_BYTES, Math.max(10 * MEGABYTE, bytes.byteLength * MOST_RATIO)) };
  const inside = unfold(bytes, limits, (name) => !HARMLESS.test(name));
  if (typeof inside === 'string') return inside;
  const flags = new Set<EvidenceFlag>();
  let left = MOST_INSIDE;
  for (const entry of inside) {
    if (/vbaproject\.bin$/i.test(entry.name)) flags.add('macros');
    else if (isOle(entry.bytes) || /(^|\/)activeX\//i.test(entry.name)) flags.add('embedded');
    else if (isArchive(entry.bytes)) {
      const unfolded = unfoldInside(entry, left);
      if (typeof unfolded === 'string') return unfolded;
      left -= unfolded;
      flags.add('embedded');
    }
  }
  return [...flags].sort();
}

/** How much an archive inside unfolds to, or why it must not be kept. */
function unfoldInside({ bytes }: ArchiveEntry, left: number): number | ArchiveFault {
  const parts = unfold(bytes, { entries: MOST_ENTRIES, bytes: left }, () => true);
  if (typeof parts === 'string') return parts;
  return parts.some((part) => isArchive(part.bytes)) ? 'too-large' : parts.reduce((sum, part) => sum + part.bytes.byteLength, 0);
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
const isArchive = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b, 3, 4]);

/** The container of old office files and of embedded programs; also of files with a password. */
export const isOle = (bytes: Uint8Array): boolean => startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
