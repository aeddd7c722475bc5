import { checkReceipt, type KeptReceipt, readReceipt } from '../../proof/log/receipt-check.ts';
import { NO_RECEIPT, type ReceiptAnswer, receiptAnswer } from '../../proof/log/receipt-words.ts';
import type { ReceiptWords } from './receipt.ts';

const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
const status = document.querySelector('[data-status]');

/** Checks a receipt on this device: only files of the log are asked for, the same ones whatever the receipt says. */
export async function check(form: HTMLFormElement, text: string, { checking, failed }: ReceiptWords): Promise<void> {
  const kept = readReceipt(text.trim());
  if (kept === null) return show(NO_RECEIPT, null, form);
  say(checking);
  try {
    const state = await checkReceipt(kept, (path) => download(`${form.dataset['receiptCheck'] ?? ''}${path}`));
    say('');
    show(receiptAnswer(state), kept, form);
  } catch (error) {
    say(`${failed}${(error as Error).message}`);
  }
}

function say(text: string): void {
  if (status) status.textContent = text;
}

async function download(address: string): Promise<Uint8Array | null> {
  const answer = await fetch(address);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return new Uint8Array(await answer.arrayBuffer());
}

function show({ kind, title, body }: ReceiptAnswer, kept: KeptReceipt | null, form: HTMLFormElement): void {
  const result = document.querySelector<HTMLElement>('[data-result]');
  if (!result) return;
  const names = JSON.parse(form.dataset['units'] ?? '{}') as Record<string, string>;
  result.className = `part receipt-result receipt-${kind}`;
  fill(result, '[data-answer]', title[language]);
  fill(result, '[data-meaning]', body[language]);
  for (const [name, value] of Object.entries(kept?.receipt ?? {}))
    fill(result, `[data-field=${name}]`, name === 'unit' ? (names[value] ?? value) : String(value));
  const details = result.querySelector('details');
  if (details) details.hidden = kept === null;
  result.hidden = false;
  result.querySelector<HTMLElement>('h2')?.focus();
}

function fill(within: HTMLElement, selector: string, text: string): void {
  const place = within.querySelector(selector);
  if (place) place.textContent = text;
}
