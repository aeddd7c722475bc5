import { fromBase64url, fromHex, toBase64url, toHex } from './bytes.ts';
import type { Receipt } from './receipt.ts';

/** Begins the fragment, so that it is never taken for the name of a place on the page. */
const MARK = 'r1';

/**
 * A receipt as the fragment of an address, short enough for a QR image: `r1/window/unit/ticket/revision/leaf/signature`,
 * the hash as base64url. Browsers keep fragments to themselves, so that a server never sees the receipt.
 */
export const receiptFragment = ({ window, unit, ticket, revision, leafHash }: Receipt, signature: string): string =>
  [MARK, encodeURIComponent(window), encodeURIComponent(unit), ticket, revision, toBase64url(fromHex(leafHash)), signature].join('/');

/** What the fragment holds, with or without its `#`, as the text of a receipt file; null when it is none. */
export function receiptInFragment(fragment: string): string | null {
  const [mark, window = '', unit = '', ticket = '', revision = '', leaf = '', signature = '', ...more] = fragment.replace(/^#/, '').split('/');
  if (mark !== MARK || signature === '' || more.length > 0 || !/^\d{1,7}$/.test(revision)) return null;
  try {
    const names = { window: decodeURIComponent(window), unit: decodeURIComponent(unit) };
    const receipt: Receipt = { v: 1, ...names, ticket, revision: Number(revision), leafHash: toHex(fromBase64url(leaf)) };
    return JSON.stringify({ receipt, signature }, null, 2);
  } catch {
    return null;
  }
}
