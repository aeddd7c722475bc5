import type { Blank } from '../server/unit.ts';
import { createAttempts, type Known, type Outcome, Unsealed } from './attempt.ts';
import { Refusal } from './box.ts';
import { takeKeys } from './table-keys.ts';
import { answeredIn, createRow, type RowView } from './table-row.ts';

/**
 * Seals and casts each row of the table in the browser as soon as it is finished. Where this cannot run, the form is
 * sent as it is and the server seals.
 */
type Shared = Omit<Known, 'unit' | 'ticket' | 'revision'>;

const form = document.querySelector<HTMLFormElement>('form[data-table]');
const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;

/** Time to change one's mind before a finished row is cast, in milliseconds. */
const PAUSE = 900;

if (form) takeKeys(form);
if (form && subtle) enhance(form, JSON.parse(form.dataset['table'] ?? '') as Shared);

function enhance(table: HTMLFormElement, shared: Shared): void {
  const loading = import('./seal.ts');
  loading.catch(() => undefined);
  const seal = async (blank: Blank, answers: { answers: Record<string, string>; screening: null }) => (await loading).sealAnswers(blank, answers);
  const states = JSON.parse(table.dataset['states'] ?? '{}') as Readonly<Record<string, string>>;
  const receipts = new Map<string, object>();
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tr[data-unit]')].map((line) => start(line));
  for (const hint of document.querySelectorAll<HTMLElement>('[data-sealing]')) hint.hidden = hint.dataset['sealing'] !== 'browser';

  table.addEventListener('change', (event) => rows.find(({ line }) => line.contains(event.target as Node))?.changed());
  table.addEventListener('submit', (event) => {
    const wanted = (event.submitter as HTMLButtonElement | null)?.value ?? 'all';
    if (rows.some(({ view }) => view.isUnsealed())) return;
    event.preventDefault();
    for (const row of rows) if (wanted === row.view.unit || (wanted === 'all' && row.view.isChanged())) void row.save();
  });

  function start(line: HTMLTableRowElement) {
    const view = createRow(line, states);
    const attempt = createAttempts(
      { ...shared, unit: view.unit, ticket: view.ticket, revision: view.revision } as Known,
      seal as Parameters<typeof createAttempts>[1],
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    let queue: Promise<void> = Promise.resolve();
    const save = (): Promise<void> => {
      clearTimeout(timer);
      queue = queue.then(() => cast(view, (answers) => attempt({ answers, screening: null }, true)));
      return queue;
    };
    const changed = (): void => {
      view.show('changed');
      clearTimeout(timer);
      if (view.isFinished()) timer = setTimeout(() => void save(), PAUSE);
    };
    return { line, view, save, changed };
  }

  async function cast(view: RowView, attempt: (answers: Record<string, string>) => Promise<Outcome>): Promise<void> {
    const answers = answeredIn(view.line);
    if (!view.isChanged() || Object.keys(answers).length === 0) return;
    view.show('saving');
    try {
      const outcome = await attempt(answers);
      if ('otherForm' in outcome) return location.reload();
      const { receipt, signature, signingKey } = outcome.cast;
      view.saved(answers, receipt);
      receipts.set(view.unit, { receipt, signature, signingKey });
      showReceipts();
      showProgress();
    } catch (error) {
      if (error instanceof Unsealed) view.unsealed();
      else view.fault(sentenceOf(error));
    }
  }

  function sentenceOf(error: unknown): string {
    if (!(error instanceof Refusal) || (error.status >= 500 && error.code !== 'ballot.too_busy')) return states['network'] ?? '';
    return error.status === 401 ? (states['expired'] ?? '') : error.message;
  }

  function showProgress(): void {
    const rated = rows.filter(({ view }) => view.isInBox()).length;
    fill('[data-progress]', rated);
    const bar = table.querySelector('progress');
    if (bar) bar.value = rated;
  }

  function showReceipts(): void {
    const carried = table.querySelector<HTMLInputElement>('input[name="receipts"]');
    const all = { ...(JSON.parse(carried?.value || '{}') as object), ...Object.fromEntries(receipts) };
    if (carried) carried.value = JSON.stringify(all);
    const link = table.querySelector<HTMLAnchorElement>('[data-receipts]');
    if (!link) return;
    link.href = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(Object.values(all), null, 2))}`;
    fill('[data-receipts]', Object.keys(all).length);
    for (const element of table.querySelectorAll<HTMLElement>('[data-receipts], [data-receipts-hint]')) element.hidden = false;
  }

  function fill(selector: string, n: number): void {
    const place = table.querySelector<HTMLElement>(selector);
    if (place) place.textContent = (place.dataset['pattern'] ?? '').replace('{n}', String(n));
  }
}
