import chineseDays from 'chinese-days';
import type { City } from '../../content/load.ts';

/**
 * The last day for an answer: so many working days after the day of receipt, by the official Chinese calendar of
 * holidays and make-up workdays. Null where the city sets no deadline for the kind.
 */
export function answerBy(city: City, kind: string, receivedOn: string): string | null {
  const days = city.comments?.kinds.find((known) => known.id === kind)?.replyWithin ?? null;
  return days === null ? null : chineseDays.findWorkday(days, receivedOn);
}
