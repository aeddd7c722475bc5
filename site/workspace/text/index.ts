import type { Lang } from '../../language.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** All sentences of the workspace and of the pages where residents comment. A sentence missing in English is a type error. */
export type Words = typeof zh;

const ALL: Readonly<Record<Lang, Words>> = { zh, en };

export const words = (lang: Lang): Words => ALL[lang];
