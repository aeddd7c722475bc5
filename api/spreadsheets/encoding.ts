/**
 * Text of a file in UTF-8 (with or without mark), UTF-16 (with mark) or GB 18030; null when it is none of them.
 * The decoder takes the byte order mark away.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return attempt(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return attempt(bytes, 'utf-16be');
  return attempt(bytes, 'utf-8') ?? attempt(bytes, 'gb18030');
}

/** How a file is written, in the word people know: `XLSX`, `UTF-8`, `UTF-16` or `GB18030`. */
export function encodingOf(bytes: Uint8Array): 'XLSX' | 'UTF-8' | 'UTF-16' | 'GB18030' {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'XLSX';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 'UTF-16';
  return attempt(bytes, 'utf-8') === null ? 'GB18030' : 'UTF-8';
}

function attempt(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A cell as it is compared and read: full-width letters, digits and signs made plain, outer spaces gone. */
export const plainCell = (cell: string): string => cell.normalize('NFKC').trim();
