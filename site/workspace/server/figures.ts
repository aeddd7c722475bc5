import { inLevels } from '../../facts/levels.ts';
import { day, type Lang } from '../../language.ts';
import type { Words } from '../text/index.ts';
import type { PlanGoal, Report } from './ask.ts';

type Said = Pick<Report['entries'][number], 'reported' | 'approximate' | 'comparable' | 'doneOn' | 'share'>;

type Levelled = Pick<PlanGoal, 'levels'>;
type Found = Pick<Report['entries'][number], 'verified' | 'verifiedDoneOn' | 'verifiedShare'>;

/** What a verifier found, as one short text; null where nobody has looked. */
export function verifiedText(goal: Levelled, { verified, verifiedDoneOn, verifiedShare }: Found, lang: Lang, t: Words): string | null {
  const said = { reported: verified, approximate: false, comparable: true, doneOn: verifiedDoneOn, share: verifiedShare };
  return figureText(goal, said, lang, t);
}

/** What was reached, as one short text: `about 1560`, `done 30 September 2025`, `60 % done`; null when nothing was said. */
export function figureText(goal: Levelled, said: Said, lang: Lang, t: Words): string | null {
  const words = t.report;
  if (said.doneOn !== null) return words.doneAt(day(said.doneOn, lang));
  if (said.share !== null) return words.shareOf(said.share);
  if (said.reported === null) return null;
  const value = inLevels(goal, said.reported);
  const figure = said.approximate ? `${words.about}${value}` : value;
  return said.comparable ? figure : `${figure}（${words.incomparable}）`;
}

/** What the newest accepted report before a period says of a goal. */
export function lastFigure(goal: PlanGoal, period: string, lang: Lang, t: Words): string {
  const before = goal.progress.filter((progress) => progress.period !== period).at(-1);
  return (before && figureText(goal, before, lang, t)) ?? t.report.none;
}

/** What the plan promises: its own words, else the target with its measure. */
export const promiseText = (goal: PlanGoal, lang: Lang, t: Words): string =>
  goal.promise[lang] || (goal.target === null ? t.report.none : `${inLevels(goal, goal.target)} ${goal.measure[lang]}`.trim());

/** Titles of components are read under the goal they belong to. */
export const isComponent = (goal: PlanGoal): boolean => goal.parent !== null;
