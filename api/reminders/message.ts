import type { Sentence } from '../errors.ts';

export interface Subject {
  readonly unit: Sentence;
  readonly period: Sentence;
  readonly cycle: Sentence;
  /** ISO day. */
  readonly reportBy: string;
  /** Days from the last day to today. */
  readonly days: number;
}

const inDays = (days: number): Sentence => {
  if (days < 0) return { zh: `还有 ${-days} 天截止`, en: `due in ${inWords(-days)}` };
  if (days === 0) return { zh: '今天截止', en: 'due today' };
  return { zh: `已逾期 ${days} 天`, en: `${inWords(days)} overdue` };
};

const inWords = (days: number): string => (days === 1 ? 'one day' : `${days} days`);

/** One sentence that names unit, period and day: nothing about the person. */
export function reminderText({ unit, period, cycle, reportBy, days }: Subject): Sentence {
  const when = inDays(days);
  return {
    zh: `${unit.zh}${cycle.zh}${period.zh}进展尚未提交，报送截止 ${reportBy}，${when.zh}。`,
    en: `${unit.en}: the report for ${period.en.toLowerCase()} of ${cycle.en} has not been submitted; last day ${reportBy}, ${when.en}.`,
  };
}
