import { createAttempts, type Known, type Outcome, Unsealed } from './attempt.ts';
import { Refusal } from './box.ts';
import { fillReceipt } from './receipt.ts';
import type { Answers } from './seal.ts';

/**
 * Seals the ballot in the browser. Where this cannot run, the form is sent as it is and the server seals it. A button
 * below a problem says in `data-as` which one it answers.
 */
const form = document.querySelector<HTMLFormElement>('form[data-ballot]');
const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;

if (form) showProgress(form);
if (form && subtle) enhance(form, JSON.parse(form.dataset['ballot'] ?? '') as Known);

function enhance(ballot: HTMLFormElement, known: Known): void {
  const loading = import('./seal.ts');
  loading.catch(() => undefined);
  const attempt = createAttempts(known, async (blank, answers) => (await loading).sealAnswers(blank, answers));
  let busy = false;
  toggle('[data-sealing="browser"]', true);
  toggle('[data-sealing="server"]', false);

  ballot.addEventListener('submit', (event) => {
    const after = event.submitter?.dataset['as'];
    if (after === 'unsealed') return;
    event.preventDefault();
    if (!busy) void cast(after === 'changed');
  });

  async function cast(replace: boolean): Promise<void> {
    const answers = readAnswers(ballot);
    for (const notice of document.querySelectorAll<HTMLElement>('[data-problem]')) notice.hidden = true;
    const problem = isEmpty(answers) ? 'empty' : isWrongCount(ballot, answers) ? 'picks' : null;
    if (problem) {
      showProblem(problem);
      return;
    }
    busy = setBusy(ballot, true);
    try {
      finish(await attempt(answers, replace), known);
    } catch (error) {
      showProblem(...problemOf(error));
    } finally {
      busy = setBusy(ballot, false);
    }
  }
}

function finish(outcome: Outcome, known: Known): void {
  if ('otherForm' in outcome) {
    location.reload();
    return;
  }
  const page = document.querySelector<HTMLElement>('[data-page]');
  const sheet = page?.querySelector<HTMLTemplateElement>('[data-receipt-sheet]')?.content.firstElementChild?.cloneNode(true);
  if (!page || !(sheet instanceof HTMLElement)) return;
  page.replaceWith(sheet);
  document.title = document.title.replace(page.dataset['page'] ?? '', sheet.dataset['title'] ?? '');
  const { ticket, revision, leafHash } = outcome.sent;
  fillReceipt(sheet, outcome.cast, { v: 1, window: known.window, unit: known.unit, ticket, revision, leafHash });
  scrollTo(0, 0);
  sheet.querySelector('h1')?.focus();
}

function problemOf(error: unknown): [kind: string, detail?: string] {
  if (error instanceof Unsealed) return ['unsealed'];
  if (!(error instanceof Refusal)) return ['network'];
  if (error.code === 'ballot.window_not_open') return ['closed'];
  if (error.code === 'ballot.other_right') return ['refused', error.message];
  if (error.status >= 500 && error.code !== 'ballot.too_busy') return ['network'];
  if (error.status === 401 || error.status === 403) return ['expired'];
  return error.status === 409 ? ['changed'] : ['refused', error.message];
}

function showProblem(kind: string, detail?: string): void {
  const notice = document.querySelector<HTMLElement>(`[data-problem="${kind}"]`);
  if (!notice) return;
  const place = notice.querySelector('[data-detail]');
  if (detail && place) place.textContent = detail;
  notice.hidden = false;
  notice.focus();
}

const isEmpty = ({ answers, screening }: Answers): boolean => Object.keys(answers).length === 0 && screening === null;

/** Once sealed, nobody could tell the rater that too many or too few units are chosen. */
function isWrongCount({ dataset }: HTMLFormElement, { answers }: Answers): boolean {
  const choose = Number(dataset['choose'] ?? Number.POSITIVE_INFINITY);
  const chosen = Object.keys(answers).length;
  return chosen > choose || (dataset['fewer'] === 'refused' && chosen < choose);
}

const ANSWER = 'answer-';

function readAnswers(ballot: HTMLFormElement): Answers {
  const fields = [...new FormData(ballot).entries()].map(([name, value]) => [name, String(value)] as const);
  const answers = Object.fromEntries(fields.filter(([name]) => name.startsWith(ANSWER)).map(([name, value]) => [name.slice(ANSWER.length), value]));
  return { answers, screening: fields.find(([name]) => name === 'screening')?.[1] ?? null };
}

/** Shows on the button that the ballot is on its way; a second press does nothing. */
function setBusy(ballot: HTMLFormElement, busy: boolean): boolean {
  const button = ballot.querySelector<HTMLButtonElement>('[data-sending]');
  if (button) {
    button.dataset['rest'] ??= button.textContent ?? '';
    button.textContent = (busy ? button.dataset['sending'] : button.dataset['rest']) ?? '';
    button.setAttribute('aria-disabled', String(busy));
  }
  return busy;
}

function showProgress(ballot: HTMLFormElement): void {
  const place = ballot.querySelector<HTMLElement>('[data-progress]');
  const pattern = place?.dataset['pattern'];
  if (!place || pattern === undefined) return;
  const update = (): void => {
    place.textContent = pattern.replace('{n}', String(ballot.querySelectorAll('input:checked').length));
  };
  ballot.addEventListener('change', update);
  update();
  place.hidden = false;
}

function toggle(selector: string, shown: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) element.hidden = !shown;
}
