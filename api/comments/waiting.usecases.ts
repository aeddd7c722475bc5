import { dayOf } from '../../content/load.ts';
import { type CommentCase, listWaiting } from '../../db/queries/comments.ts';
import { listUnits } from '../../db/queries/units.ts';
import { timesReopened } from '../../proof/release/case-clock.ts';
import { workingDays } from '../../proof/release/working-days.ts';
import type { Dependencies, Staff } from '../context.ts';
import { PAGE } from '../lists/lists.shapes.ts';
import { writesForUnit } from '../progress/people.ts';
import { workCalendar } from '../releases/calendar.ts';
import { caseClock } from './clock.ts';
import { caseOf } from './comments.view.ts';
import type { CaseAsked, CaseLineView, CaseSort } from './waiting.shapes.ts';

type Needs = Pick<Dependencies, 'db' | 'city' | 'clock'>;

/** More cases than ever wait at once. */
const MOST = 50_000;
/** Characters of a comment that a line shows. */
const EXCERPT = 80;

/** Cases that wait for an answer, at first or again; unit staff see their own unit's. */
export async function waitingCases(needs: Needs, staff: Staff, asked: CaseAsked) {
  const { lines, total } = await sought(needs, staff, asked);
  const from = (asked.page - 1) * PAGE;
  return { lines: lines.slice(from, from + PAGE), total, page: asked.page, pages: Math.max(1, Math.ceil(total / PAGE)) };
}

/** The whole list that a query asks for, sorted. */
export async function sought(needs: Needs, staff: Staff, asked: CaseAsked): Promise<{ readonly lines: readonly CaseLineView[]; readonly total: number }> {
  const unit = writesForUnit(staff) ? (staff.unitId ?? '') : asked.unit;
  const fits = (line: CaseLineView): boolean =>
    (unit === undefined || line.unit === unit) &&
    (asked.category === undefined || line.category === asked.category) &&
    (asked.kind === undefined || line.kind === asked.kind) &&
    (asked.state === undefined || (asked.state === 'again' ? line.reopened > 0 : line.state === asked.state)) &&
    (asked.words === undefined || holds(line, asked.words.toLowerCase()));
  const lines = (await allLines(needs)).filter(fits).sort(ordered(asked));
  return { lines, total: lines.length };
}

const holds = ({ name, excerpt }: CaseLineView, words: string): boolean => [name.zh, name.en, excerpt].some((text) => text.toLowerCase().includes(words));

async function allLines({ db, city, clock }: Needs): Promise<CaseLineView[]> {
  const rows = await listWaiting(db, MOST);
  const [first] = rows;
  if (!first) return [];
  const today = dayOf(clock(), city.timezone);
  const termsOf = caseClock(city, first.createdAt, clock());
  const days = workingDays(workCalendar([dayOf(first.createdAt, city.timezone)], today));
  const units = new Map((await listUnits(db)).map((unit) => [unit.id, unit]));
  return rows.map((row) => {
    const one = caseOf(row, city);
    const term = termsOf(one).at(-1);
    const unit = units.get(row.unitId);
    const late = term && today > term.answerBy ? days.between(term.answerBy, today) : 0;
    return {
      ...{ id: row.id, unit: row.unitId, name: { zh: unit?.nameZh ?? row.unitId, en: unit?.nameEn ?? row.unitId }, category: unit?.category ?? '' },
      ...{ kind: row.kind, excerpt: excerptOf(row), receivedOn: one.receivedOn, answerBy: term?.answerBy ?? null },
      state: !term ? 'undated' : today > term.answerBy ? 'overdue' : term.isStopped ? 'stopped' : 'running',
      late,
      reopened: timesReopened(one),
    };
  });
}

function excerptOf({ body }: CommentCase): string {
  const letters = [...body.replace(/\s+/gu, ' ').trim()];
  return letters.length > EXCERPT ? `${letters.slice(0, EXCERPT).join('')}…` : letters.join('');
}

/** What has waited longest past its day comes first; what has no day comes last, whichever way the list is read. */
function ordered({ sort, direction, lang }: CaseAsked): (a: CaseLineView, b: CaseLineView) => number {
  const collator = new Intl.Collator(lang === 'zh' ? 'zh-Hans-u-co-pinyin' : 'en');
  const sign = direction === 'asc' ? 1 : -1;
  const keyOf: Readonly<Record<CaseSort, (line: CaseLineView) => string | null>> = {
    due: ({ answerBy }) => answerBy,
    name: ({ name }) => name[lang],
    kind: ({ kind }) => kind,
    received: ({ receivedOn }) => receivedOn,
  };
  const key = keyOf[sort];
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    return sign * (collator.compare(left ?? '', right ?? '') || collator.compare(a.receivedOn, b.receivedOn) || collator.compare(a.id, b.id));
  };
}
