import type { ViewUnit } from '../../scoring/what-if/view.ts';
import { type Choice, choiceOf, queryOf } from '../facts/what-if-query.ts';
import type { Answer, Order } from './what-if-worker.ts';

/** The form of "what if": reads the choice, has it computed in a worker, shows the ranking it gives, and keeps the choice in the address. */
interface Words {
  readonly running: string;
  readonly done: string;
  readonly failed: string;
  readonly caption: string;
  readonly up: string;
  readonly down: string;
  readonly same: string;
}

type Place = Omit<Order, 'choice' | 'turn'> & { readonly switches: readonly string[]; readonly share: number | null };

const box = document.querySelector<HTMLElement>('[data-what-if]');
const form = box?.querySelector('form');

if (box && form) begin(box, form, JSON.parse(box.dataset['whatIf'] ?? '{}') as Place, JSON.parse(box.dataset['words'] ?? '{}') as Words);

function begin(box: HTMLElement, form: HTMLFormElement, place: Place, words: Words): void {
  box.hidden = false;
  const ask = asker(box, form, place, words);
  const slider = form.querySelector<HTMLInputElement>('[name=image]');
  const output = form.querySelector('output');
  const show = (): void => {
    if (output && slider) output.textContent = `${slider.value}%`;
  };
  slider?.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask(read(form));
  });
  form.addEventListener('change', () => ask(read(form)));
  form.addEventListener('reset', () =>
    setTimeout(() => {
      show();
      ask(read(form));
    }),
  );
  const asked = choiceOf(location.search, place.others, place.switches);
  fill(form, asked);
  show();
  if (queryOf(asked) !== '') ask(asked);
}

/** What the form asks for. */
function read(form: HTMLFormElement): Choice {
  const data = new FormData(form);
  const text = (name: string): string | null => (data.get(name) as string | null) || null;
  const slider = form.querySelector<HTMLInputElement>('[name=image]');
  const flagged = text('flagged') as Choice['flagged'];
  if (flagged !== null) return { scheme: null, image: null, without: [], flagged };
  const image = slider === null || slider.value === slider.dataset['official'] ? null : Number(slider.value);
  return { scheme: text('scheme'), image, without: data.getAll('without') as string[], flagged };
}

function fill(form: HTMLFormElement, { scheme, image, without, flagged }: Choice): void {
  for (const input of form.querySelectorAll('input')) {
    if (input.name === 'scheme') input.checked = input.value === (scheme ?? '');
    if (input.name === 'flagged') input.checked = input.value === (flagged ?? '');
    if (input.name === 'without') input.checked = without.includes(input.value);
    if (input.name === 'image' && image !== null) input.value = String(image);
  }
}

/** Sends questions to the worker, which is started by the first of them; an answer to an earlier question is not shown. */
function asker(box: HTMLElement, form: HTMLFormElement, place: Place, words: Words): (choice: Choice) => void {
  const status = box.querySelector('[data-status]');
  let worker: Worker | null = null;
  let turn = 0;
  let began = 0;
  const heard = (message: Answer): void => {
    if (message.turn !== turn) return;
    const failed = 'failed' in message;
    if (status) status.textContent = failed ? `${words.failed}${message.failed}` : words.done.replace('{s}', ((performance.now() - began) / 1000).toFixed(1));
    if (!failed) table(box, message.units, `${words.caption}${said(form)}`, words);
  };
  const started = (): Worker => {
    const made = new Worker(new URL('./what-if-worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data }: MessageEvent<Answer>) => heard(data);
    made.onerror = (event) => heard({ turn, failed: event.message ?? '' });
    return made;
  };
  return (choice) => {
    history.replaceState(null, '', `${location.pathname}${queryOf(choice)}${location.hash}`);
    if (status) status.textContent = words.running;
    turn += 1;
    began = performance.now();
    worker ??= started();
    const { switches: _switches, share: _share, ...where } = place;
    worker.postMessage({ ...where, choice, turn } satisfies Order);
  };
}

/** The choice in the words of the form. */
function said(form: HTMLFormElement): string {
  const chosen = [...form.querySelectorAll<HTMLInputElement>('input:checked')].filter(({ value, name }) => value !== '' || name === 'scheme');
  const texts = chosen.map((input) => input.parentElement?.querySelector('.out-of-sight, span:last-child')?.textContent ?? '');
  const slider = form.querySelector<HTMLInputElement>('[name=image]');
  const share = slider && slider.value !== slider.dataset['official'] ? [`${form.querySelector('label[for=image-share]')?.textContent} ${slider.value}%`] : [];
  return [...texts, ...share].join(document.documentElement.lang === 'en' ? '; ' : '；');
}

function table(box: HTMLElement, units: readonly ViewUnit[], caption: string, words: Words): void {
  const result = box.querySelector<HTMLElement>('[data-result]');
  const body = result?.querySelector('tbody');
  const title = result?.querySelector('caption');
  if (!result || !body || !title) return;
  title.textContent = caption;
  const last = (rank: number | null): number => rank ?? Number.MAX_SAFE_INTEGER;
  const order = [...units].sort((a, b) => last(a.view.rank) - last(b.view.rank) || last(a.official.rank) - last(b.official.rank));
  body.replaceChildren(...order.map((unit) => row(unit, words)));
  result.hidden = false;
}

function row({ id, official, view, change }: ViewUnit, words: Words): HTMLTableRowElement {
  const moved = change.places ?? 0;
  const text = moved === 0 ? words.same : (moved > 0 ? words.up : words.down).replace('{n}', String(Math.abs(moved)));
  const line = document.createElement('tr');
  const name = document.createElement('th');
  name.scope = 'row';
  name.append(document.querySelector(`#what-if-table tr[data-unit="${id}"] a`)?.cloneNode(true) ?? id);
  const cell = (content: string | number | null, look = ''): HTMLTableCellElement => {
    const made = document.createElement('td');
    made.className = `number ${look}`.trim();
    made.textContent = content === null ? '—' : String(content);
    return made;
  };
  const look = moved > 0 ? 'moved-up' : moved < 0 ? 'moved-down' : 'faint';
  const total = cell(view.total?.rounded ?? null);
  line.append(
    cell(view.rank, 'official'),
    name,
    cell(official.rank),
    cell(change.places === null ? null : text, look),
    total,
    cell(official.total?.rounded ?? null),
  );
  return line;
}
