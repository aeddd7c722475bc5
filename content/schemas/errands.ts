import { z } from 'zod';
import { meaning } from '../sentences.ts';
import { id, text } from './common.ts';

const synonyms = z.array(z.string().min(1)).readonly();

/** `errands.yaml`: what people come for, in their own words, and the unit that does it. */
export const errandsFile = z.strictObject({
  themes: meaning(z.array(z.strictObject({ id, label: text })).min(1), '办事主题，按显示的先后', 'themes in the order shown'),
  errands: z
    .array(
      z.strictObject({
        id: meaning(id, '编号', 'id'),
        theme: meaning(id, '所属主题', 'theme'),
        title: meaning(text, '事项名称', 'name of the errand'),
        words: meaning(z.strictObject({ zh: synonyms, en: synonyms }), '群众的其他叫法', 'other words people use'),
        units: meaning(z.array(id).min(1), '办理的单位', 'units that do it'),
        note: meaning(text, '要先知道的一句话', 'one sentence to know first').optional(),
      }),
    )
    .min(1),
});
