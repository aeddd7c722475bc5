import type { Cast } from '../server/unit.ts';

/** A receipt in this browser, with the unit's name as it was shown. */
export type KeptReceipt = Pick<Cast, 'receipt' | 'signature' | 'signingKey'> & { readonly name: string };

const KEY = 'gongping-receipts';

/** What is kept; nothing where the browser keeps nothing. */
export function keptReceipts(): KeptReceipt[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? (kept as KeptReceipt[]) : [];
  } catch {
    return [];
  }
}

/** Keeps a receipt, only when asked; a later version takes the place of an earlier one. False where the browser refuses. */
export function keep({ name, receipt, signature, signingKey }: KeptReceipt): boolean {
  const others = keptReceipts().filter((kept) => !isAbout(kept, receipt));
  return write([...others, { name, receipt, signature, signingKey }]);
}

export const forget = ({ receipt }: KeptReceipt): boolean => write(keptReceipts().filter((kept) => !isAbout(kept, receipt)));
export const forgetAll = (): boolean => write([]);

const isAbout = ({ receipt }: KeptReceipt, { window, unit }: KeptReceipt['receipt']): boolean => receipt.window === window && receipt.unit === unit;

function write(receipts: readonly KeptReceipt[]): boolean {
  try {
    if (receipts.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(receipts));
    return true;
  } catch {
    return false;
  }
}
