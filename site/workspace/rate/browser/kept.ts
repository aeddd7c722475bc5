import { forget, forgetAll, type KeptReceipt, keptReceipts } from './storage.ts';

/** Lists the receipts that this browser keeps. */
const section = document.querySelector<HTMLElement>('[data-kept]');
const list = section?.querySelector('[data-kept-list]');
const line = section?.querySelector('template')?.content.firstElementChild;

function show(): void {
  if (!section || !list || !line) return;
  const kept = keptReceipts();
  section.hidden = kept.length === 0;
  list.replaceChildren(...kept.map(lineOf));
}

function lineOf(kept: KeptReceipt): Element {
  const item = line?.cloneNode(true) as Element;
  for (const place of item.querySelectorAll<HTMLElement>('[data-fill]')) {
    const values: Readonly<Record<string, string>> = { name: kept.name, revision: String(kept.receipt.revision), leafHash: kept.receipt.leafHash };
    const value = values[place.dataset['fill'] ?? ''] ?? '';
    place.textContent = place.dataset['pattern']?.replace('{n}', value) ?? value;
  }
  item.querySelector('button')?.addEventListener('click', () => {
    forget(kept);
    show();
  });
  return item;
}

section?.querySelector('[data-remove-all]')?.addEventListener('click', () => {
  forgetAll();
  show();
});
show();
