/** Figures choose a level and lead on, so that a panel can rate without the mouse: 1 is the first level of the row. */
export function takeKeys(table: HTMLFormElement): void {
  table.addEventListener('keydown', (event) => {
    const at = event.target;
    if (!(at instanceof HTMLInputElement) || at.type !== 'radio' || !/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = at.closest('fieldset');
    const level = cell?.querySelectorAll<HTMLInputElement>('input[type="radio"]')[Number(event.key) - 1];
    if (!cell || !level) return;
    event.preventDefault();
    level.checked = true;
    level.dispatchEvent(new Event('change', { bubbles: true }));
    const cells = [...table.querySelectorAll('fieldset')];
    const next = cells[cells.indexOf(cell) + 1] ?? cell;
    const radios = [...next.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
    (radios.find(({ checked }) => checked) ?? radios[0])?.focus();
  });
}
