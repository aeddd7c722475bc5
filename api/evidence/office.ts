import type { EvidenceFlag } from '../../db/schema/plans.ts';
import { type ArchiveEntry, type ArchiveFault, archiveFault, unfold } from '../spreadsheets/archive.ts';

const MEGABYTE = 1024 * 1024;
const MOST_ENTRIES = 2_000;
/** A report with scanned pages unfolds to a few times its size; text unfolds to some fifty times. */
const MOST_RATIO = 100;
const MOST_BYTES = 100 * MEGABYTE;

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
  for (const entry of inside) {
    if (/vbaproject\.bin$/i.test(entry.name)) flags.add('macros');
    else if (isOle(entry.bytes) || /(^|\/)activeX\//i.test(entry.name)) flags.add('embedded');
    else if (isArchive(entry.bytes)) {
      const fault = insideFault(entry);
      if (fault) return fault;
      flags.add('embedded');
    }
  }
  return [...flags].sort();
}

function insideFault({ bytes }: ArchiveEntry): ArchiveFault | null {
  const limits = { entries: MOST_ENTRIES, bytes: 10 * MEGABYTE };
  const deeper = unfold(bytes, limits, (name) => !HARMLESS.test(name));
  if (typeof deeper === 'string') return archiveFault(bytes, limits);
  return deeper.some((entry) => isArchive(entry.bytes)) ? 'too-large' : null;
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
const isArchive = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b, 3, 4]);

/** The container of old office files and of embedded programs; also of files with a password. */
export const isOle = (bytes: Uint8Array): boolean => startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
