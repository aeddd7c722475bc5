import type { City } from '../../content/load.ts';
import type { PickForm } from '../../proof/picks.ts';
import type { Sentence } from '../errors.ts';

/** What a pick ballot asks, and of how many of which units, in one sentence. */
export function pickInWords({ picks, categories }: Pick<City, 'picks' | 'categories'>, { id, questions, pick }: PickForm): Sentence {
  const text = picks.find((one) => one.id === id)?.text ?? { zh: id, en: id };
  const category = categories.find((one) => one.id === pick.category)?.label ?? { zh: pick.category, en: pick.category };
  const { zh, en } = pick.fewer === 'allowed' ? { zh: '最多选', en: 'at most' } : { zh: '正好选', en: 'exactly' };
  return {
    zh: `${text.zh}（在“${category.zh}”的 ${questions.length} 个单位中${zh} ${pick.choose} 个）`,
    en: `${text.en} (${en} ${pick.choose} of the ${questions.length} units of "${category.en}")`,
  };
}
