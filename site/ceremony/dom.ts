type Child = Node | string | false | null;

/** An element with attributes and children; text is always text. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Readonly<Record<string, string>> = {}, ...children: readonly Child[]) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== false && child !== null));
  return made;
}

export function button(label: string, act: () => void, look = ''): HTMLButtonElement {
  const made = element('button', { type: 'button', class: `button ${look}` }, label);
  made.addEventListener('click', act);
  return made;
}

/** A labelled control with a hint, and room for what is wrong with it. */
export function field(id: string, label: string, hint: string, control: HTMLElement): HTMLElement {
  control.id = id;
  control.classList.add('input');
  control.setAttribute('aria-describedby', `${id}-hint`);
  return element('div', { class: 'field' }, element('label', { for: id }, label), element('p', { class: 'field-hint', id: `${id}-hint` }, hint), control);
}

export const list = (items: readonly string[], kind: 'ul' | 'ol' = 'ul'): HTMLElement => element(kind, {}, ...items.map((item) => element('li', {}, item)));

/** Puts one step onto the page, in place of the one before, and reads its heading out. */
export function present(heading: string, ...children: readonly Child[]): void {
  const title = element('h2', { tabindex: '-1' }, heading);
  document.getElementById('step')?.replaceChildren(title, ...children.filter((child) => child !== false && child !== null));
  scrollTo(0, 0);
  title.focus();
}
