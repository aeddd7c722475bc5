import { z } from 'zod';
import { meaning, told } from '../sentences.ts';

/** An id never changes once published: small Latin letters, figures, single hyphens. */
export const id = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    told('id 只能用小写字母、数字和单个连字符，例如 public-web。', 'An id has only small letters, figures and single hyphens, e.g. public-web.'),
  );

const words = z
  .string()
  .min(1)
  .refine((value) => value.trim() === value, told('请去掉文字前后的空格。', 'Remove the spaces before or after the text.'));

/** A text in both interface languages; neither may be left out. */
export const text = z.strictObject({ zh: meaning(words, '中文', 'Chinese text'), en: meaning(words, '英文', 'English text') });

/** An ISO day that exists. */
export const day = z.string().refine(isDay, told('日期应写成 2025-03-31 的样子，而且是存在的一天。', 'A date is written like 2025-03-31 and must exist.'));

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

const fromInstallation = z.strictObject({ daysAfterInstall: meaning(z.int(), '安装后第几天，可为负数', 'days after installation, may be negative') });

/** An ISO day, or `{ daysAfterInstall: n }` in a demonstration city. */
export const date = z.union(
  [day, fromInstallation],
  told(
    '应写成日期（2025-03-31）；演示城市也可以写 { daysAfterInstall: 天数 }。',
    'Write a date (2025-03-31) or, in a demonstration city, { daysAfterInstall: n }.',
  ),
);

export type Text = z.output<typeof text>;
