export {};

/** Filters what carries `data-search` while the reader types; `?q=` from the home page fills the field. */
const form = document.querySelector<HTMLFormElement>('[data-filter]');
const field = form?.querySelector<HTMLInputElement>('input');
const message = form?.querySelector<HTMLElement>('[data-status]');
const groups = [...document.querySelectorAll<HTMLElement>('[data-group]')];
const items = [...document.querySelectorAll<HTMLElement>('[data-search]')].map((element) => {
  const text = (element.dataset['search'] || (element.textContent ?? '')).toLowerCase();
  // A whole sentence such as 身份证丢了怎么办 finds the item of which it holds a Chinese word.
  return { element, text, words: text.split(/\s+/).filter((word) => /^[\u4e00-\u9fff]{2,}/.test(word)) };
});

function filter(): void {
  const wanted = (field?.value ?? '').trim().toLowerCase();
  let found = 0;
  for (const { element, text, words } of items) {
    element.hidden = !(text.includes(wanted) || words.some((word) => wanted.includes(word)));
    if (!element.hidden) found += 1;
  }
  for (const group of groups) {
    group.hidden = !group.querySelector('[data-search]:not([hidden])');
    if (group instanceof HTMLDetailsElement) group.open = wanted !== '' && !group.hidden;
  }
  if (!message || !form) return;
  const sentence = found === 0 ? form.dataset['none'] : form.dataset['found']?.replace('-1', String(found));
  message.textContent = wanted === '' ? '' : (sentence ?? '');
}

if (form && field) {
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  field.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  if (field.value !== '') filter();
}
