/**
 * Text of a file in UTF-8 (with or without mark), UTF-16 (with mark) or GB 18030; null when it is none of them.
 * The decoder takes the byte order mark away.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return attempt(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return attempt(bytes, 'utf-16be');
  return attempt(bytes, 'utf-8') ?? attempt(bytes, 'gb18030');
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
