import type { Lang } from '../../../language.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** All sentences of the rating way. A sentence missing in English is a type error. */
export type RateWords = typeof zh;

const ALL: Readonly<Record<Lang, RateWords>> = { zh, en };

export const rateWords = (lang: Lang): RateWords => ALL[lang];
