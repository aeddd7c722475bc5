import { PICKED } from '../../../../proof/picks.ts';
import type { Lang } from '../../../language.ts';
import { rateWords } from '../text/index.ts';
import type { Asked } from './unit.ts';

type City = App.Locals['city'];

/** How many units may be chosen, in one sentence. */
export function pickRule({ pick, questions }: Asked, lang: Lang): string {
  const t = rateWords(lang).pick;
  if (!pick) return '';
  return pick.fewer === 'allowed' ? t.atMost(pick.choose, questions.length) : t.exactly(pick.choose, questions.length);
}

/**
 * The ballot as a form showed it, when the right to rate has run out and nobody can be asked again. What the form says of
 * the number to choose is shown only; the sealed rules decide when it is sent.
 */
export function pickShown({ picks, categories, units }: City, id: string, place: string, choose: number, fewer: string): Asked | null {
  const asked = picks.find((one) => one.id === id);
  const category = categories.find((one) => `category:${one.id}` === place);
  if (!asked || !category || !(choose >= 1)) return null;
  const none = { id: '', label: asked.label };
  return {
    id,
    questions: units.filter((unit) => unit.category === category.id).map((unit) => ({ id: unit.id, label: unit.name, text: unit.name })),
    levels: [{ id: PICKED, label: asked.label }],
    dontKnow: none,
    layout: 'single',
    pick: { category, choose, fewer: fewer === 'allowed' ? 'allowed' : 'refused', text: asked.text },
  };
}
