import type { Cast } from './unit.ts';

/** One row as the form carries it: what is cast, and the answers of it that are in the box already. */
export interface SentRow {
  readonly ticket: string;
  readonly revision: number;
  readonly salt: string;
  readonly answers: Record<string, string>;
  /** The answers last cast from this page, as `answersOf` writes them: saving all leaves out what has not changed. */
  readonly kept: string;
}

/** Receipts as they are handed out and kept by the rater. */
export type Receipts = Readonly<Record<string, Pick<Cast, 'receipt' | 'signature' | 'signingKey'>>>;

/** Names of a row's fields: the unit first, for ids hold no colon. */
export const nameOf = (unit: string, name: string): string => `${unit}:${name}`;
export const answerName = (unit: string, question: string): string => nameOf(unit, `answer-${question}`);

const ANSWER = 'answer-';

/** The row of a unit; null where the form has none. A question that was answered twice gets both in one, which is no answer. */
export function sentRow(form: FormData, unit: string): SentRow | null {
  const text = (name: string): string => String(form.get(nameOf(unit, name)) ?? '');
  if (!form.has(nameOf(unit, 'ticket'))) return null;
  const prefix = nameOf(unit, ANSWER);
  const names = [...new Set(form.keys())].filter((name) => name.startsWith(prefix));
  const given = names.map((name) => [name.slice(prefix.length), form.getAll(name).join(' ')] as const);
  return {
    ticket: text('ticket'),
    revision: Number(text('revision')) || 1,
    salt: text('salt'),
    answers: Object.fromEntries(given.filter(([, level]) => level !== '')),
    kept: text('kept'),
  };
}

/** Answers as one line of text, the same for the same answers. */
export const answersOf = (answers: Readonly<Record<string, string>>): string =>
  Object.entries(answers)
    .map(([question, level]) => `${question}=${level}`)
    .sort()
    .join('&');

const MOST = 200_000;

/** Receipts that the form carried along; none where somebody has written something else there. */
export function keptReceipts(text: string): Receipts {
  try {
    const kept: unknown = text.length > MOST ? {} : JSON.parse(text);
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? (kept as Receipts) : {};
  } catch {
    return {};
  }
}
