import { isSigned, type Receipt } from '../../../../proof/receipt.ts';
import { receiptFragment } from '../../../../proof/receipt-address.ts';
import { qrPath } from '../../codes/qr.ts';
import type { Cast } from '../server/unit.ts';
import { keep } from './storage.ts';

const FIELDS = ['ticket', 'revision', 'leafHash'] as const;

/** Fills the empty sheet with a receipt and compares it with what was sent. */
export function fillReceipt(sheet: HTMLElement, cast: Cast, sent: Receipt): void {
  for (const field of FIELDS) fill(sheet, field, String(cast.receipt[field]));
  fill(sheet, 'signature', cast.signature);
  for (const line of sheet.querySelectorAll<HTMLElement>('[data-sealed-by]')) line.hidden = line.dataset['sealedBy'] !== cast.sealedBy;
  sheet.querySelector<HTMLAnchorElement>('[data-download]')?.setAttribute('href', `data:application/json;charset=utf-8,${encodeURIComponent(fileOf(cast))}`);
  drawReceipt(sheet, cast);
  enhanceReceipt(sheet, cast, isSame(cast.receipt, sent));
}

/** The address at which the receipt can be checked, as the image that a telephone reads. */
function drawReceipt(sheet: HTMLElement, { receipt, signature }: Cast): void {
  const image = sheet.querySelector<SVGElement>('[data-qr]');
  const { size, path } = qrPath(`${image?.dataset['qr'] ?? ''}#${receiptFragment(receipt, signature)}`);
  image?.setAttribute('viewBox', `0 0 ${size} ${size}`);
  image?.querySelector('.paper')?.setAttribute('d', `M0 0h${size}v${size}H0z`);
  image?.querySelector('.dots')?.setAttribute('d', path);
}

/** Checks the signature and offers the ways of keeping that need a script. */
export function enhanceReceipt(sheet: HTMLElement, cast: Cast, expected = true): void {
  const right = expected && isSigned('receipt', cast.receipt, cast.signature, sheet.dataset['signingKey'] ?? '');
  show(sheet, right ? '[data-verified]' : '[data-receipt-problem]');
  offer(sheet, '[data-print]', () => print());
  if (isSecureContext) offer(sheet, '[data-copy]', (button) => void navigator.clipboard.writeText(fileOf(cast)).then(() => say(sheet, button)));
  if (offer(sheet, '[data-store]', (button) => keep({ name: sheet.dataset['name'] ?? '', ...cast }) && say(sheet, button))) show(sheet, '[data-store-hint]');
}

const fileOf = ({ receipt, signature, signingKey }: Cast): string => JSON.stringify({ receipt, signature, signingKey }, null, 2);

const isSame = (a: Receipt, b: Receipt): boolean => a.window === b.window && a.unit === b.unit && FIELDS.every((field) => a[field] === b[field]);

function fill(sheet: HTMLElement, field: string, text: string): void {
  const place = sheet.querySelector(`[data-fill="${field}"]`);
  if (place) place.textContent = text;
}

function show(sheet: HTMLElement, selector: string): void {
  const element = sheet.querySelector<HTMLElement>(selector);
  if (element) element.hidden = false;
}

function offer(sheet: HTMLElement, selector: string, act: (button: HTMLButtonElement) => unknown): boolean {
  const button = sheet.querySelector<HTMLButtonElement>(selector);
  if (!button) return false;
  button.hidden = false;
  button.addEventListener('click', () => act(button));
  return true;
}

/** Says on the button, and to screen readers, that it is done. */
function say(sheet: HTMLElement, button: HTMLButtonElement): void {
  const done = button.dataset['done'] ?? '';
  button.textContent = done;
  const status = sheet.querySelector('[data-said]');
  if (status) status.textContent = done;
}
