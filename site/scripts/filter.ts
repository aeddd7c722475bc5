export {};

/** Filters the list of units while the reader types; `?q=` from the home page fills the field. */
const form = document.querySelector<HTMLFormElement>('[data-filter]');
const field = form?.querySelector<HTMLInputElement>('input');
const message = form?.querySelector<HTMLElement>('[data-status]');
const items = [...document.querySelectorAll<HTMLElement>('[data-search]')];
const groups = [...document.querySelectorAll<HTMLElement>('[data-group]')];

function filter(): void {
  const wanted = (field?.value ?? '').trim().toLowerCase();
  let found = 0;
  for (const item of items) {
    item.hidden = !(item.dataset['search'] ?? '').includes(wanted);
    if (!item.hidden) found += 1;
  }
  for (const group of groups) group.hidden = !group.querySelector('[data-search]:not([hidden])');
  if (!message || !form) return;
  const sentence = found === 0 ? form.dataset['none'] : form.dataset['found']?.replace('-1', String(found));
  message.textContent = wanted === '' ? '' : (sentence ?? '');
}

if (form && field) {
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  field.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  filter();
}
