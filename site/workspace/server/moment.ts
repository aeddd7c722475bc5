import type { Lang } from '../../language.ts';

/** A moment as people of the city read it on a clock: 2026年11月20日 16:00 / 20 November 2026, 16:00. */
export const moment = (iso: string, lang: Lang, timeZone: string): string =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone }).format(new Date(iso));
