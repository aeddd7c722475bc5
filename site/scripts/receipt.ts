import { receiptInFragment } from '../../proof/receipt-address.ts';

/** What is said while a receipt is checked. */
export interface ReceiptWords {
  readonly checking: string;
  readonly failed: string;
}

const form = document.querySelector<HTMLFormElement>('[data-receipt-check]');
/** Signatures and trees weigh more than the page: they come with the first receipt. */
const checking = () => import('./receipt-check.ts');

if (form) begin(form, JSON.parse(form.dataset['words'] ?? '{}') as ReceiptWords);

function begin(form: HTMLFormElement, words: ReceiptWords): void {
  const text = form.querySelector<HTMLTextAreaElement>('[name=text]');
  const file = form.querySelector<HTMLInputElement>('[name=file]');
  const specimen = form.querySelector<HTMLButtonElement>('[data-specimen]');
  form.hidden = false;
  file?.addEventListener('change', async () => {
    if (text) text.value = (await file.files?.[0]?.text()) ?? '';
  });
  specimen?.addEventListener('click', () => {
    if (text) text.value = specimen.dataset['specimen'] ?? '';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void checking().then(({ check }) => check(form, text?.value ?? '', words));
  });
  const scanned = receiptInFragment(location.hash);
  if (scanned === null || !text) return;
  text.value = scanned;
  // Whoever uses this device next does not find the receipt in the address or the history.
  history.replaceState(null, '', location.pathname);
  form.requestSubmit();
}
