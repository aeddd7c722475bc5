export {};

/** The code of a letter's QR image stands behind the hash, which no server is told; it goes into the field and out of the address. */
function takeCode(): void {
  const given = new URLSearchParams(location.hash.slice(1)).get('code');
  const field = document.querySelector<HTMLInputElement>('#field-code');
  if (!given || !field) return;
  field.value = given.slice(0, 60);
  history.replaceState(null, '', location.pathname + location.search);
  field.form?.querySelector<HTMLElement>('button')?.focus();
}

takeCode();
window.addEventListener('hashchange', takeCode);
