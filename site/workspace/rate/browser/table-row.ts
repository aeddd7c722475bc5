import { answersOf } from '../server/table-form.ts';

/** What one row shows, and what of it is in the box. */
export interface RowView {
  readonly line: HTMLTableRowElement;
  readonly unit: string;
  readonly ticket: string;
  readonly revision: number;
  readonly show: (state: 'changed' | 'saving') => void;
  readonly saved: (answers: Readonly<Record<string, string>>, receipt: { readonly ticket: string; readonly revision: number }) => void;
  readonly fault: (sentence: string) => void;
  readonly unsealed: () => void;
  readonly isUnsealed: () => boolean;
  readonly isFinished: () => boolean;
  readonly isChanged: () => boolean;
  readonly isInBox: () => boolean;
}

const ANSWER = ':answer-';

/** Question → level of everything that is chosen in a row. */
export function answeredIn(line: HTMLTableRowElement): Record<string, string> {
  const chosen = line.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input:checked, select');
  return Object.fromEntries(
    [...chosen].filter(({ value }) => value !== '').map(({ name, value }) => [name.slice(name.indexOf(ANSWER) + ANSWER.length), value]),
  );
}

export function createRow(line: HTMLTableRowElement, states: Readonly<Record<string, string>>): RowView {
  const place = line.querySelector<HTMLElement>('[data-state]');
  const carried = (name: string): HTMLInputElement | null => line.querySelector<HTMLInputElement>(`input[name$=":${name}"]`);
  const questions = line.querySelectorAll('fieldset, select').length;
  let inBox = Number(line.dataset['revision'] ?? 0);
  let failed = false;
  const say = (look: string, text: string): void => {
    if (!place) return;
    place.dataset['state'] = look;
    place.textContent = text;
  };
  /** What the form sends should the server have to seal after all. */
  const carry = (name: string, value: string): void => {
    const input = carried(name);
    if (input) input.value = value;
  };
  return {
    line,
    unit: line.dataset['unit'] ?? '',
    ticket: line.dataset['ticket'] ?? '',
    revision: inBox,
    show: (state) => say(state, states[state] ?? ''),
    saved: (answers, { ticket, revision }) => {
      inBox = revision;
      carry('kept', answersOf(answers));
      carry('ticket', ticket);
      carry('revision', String(revision + 1));
      say('done', (states['saved'] ?? '').replace('{n}', String(revision)));
    },
    fault: (sentence) => say('fault', sentence),
    unsealed: () => {
      failed = true;
      say('fault', states['unsealed'] ?? '');
    },
    isUnsealed: () => failed,
    isFinished: () => Object.keys(answeredIn(line)).length === questions,
    isChanged: () => answersOf(answeredIn(line)) !== (carried('kept')?.value ?? ''),
    isInBox: () => inBox > 0,
  };
}
