import type { WhatIfView } from '../facts/what-if.ts';
import type { Ground } from '../facts/what-if-choice.ts';
import type { Choice } from '../facts/what-if-query.ts';
import { SMALL } from '../facts/what-if-switches.ts';
import type { Lang } from '../language.ts';
import { words } from './index.ts';

/** What a choice changes, in words. */
export function choiceText({ others, switches }: Ground, choice: Choice, lang: Lang): string {
  const t = words(lang).whatIf.choice;
  if (choice.flagged !== null) return t.flagged[choice.flagged];
  const scheme = others.find(({ id }) => id === choice.scheme);
  const without = switches.filter(({ id }) => choice.without.includes(id)).map((each) => switchText(each, lang));
  const all = [scheme && t.scheme(scheme.title[lang]), choice.image !== null && t.image(choice.image), ...without].filter((each) => typeof each === 'string');
  return all.length === 0 ? t.official : all.join(lang === 'zh' ? '，' : '; ');
}

export function switchText({ id, labels }: Ground['switches'][number], lang: Lang): string {
  const t = words(lang).whatIf.choice;
  return id === SMALL ? t.withoutSmall(labels.map((label) => label[lang])) : t.without(labels[0]?.[lang] ?? id);
}

/** How many ranks a view leaves, and who moves most. */
export function viewText({ ranked, same, most }: WhatIfView, nameOf: (unit: string) => string, lang: Lang): string {
  const t = words(lang).whatIf;
  return most === null ? t.summarySame(ranked) : t.summary({ ranked, same, name: nameOf(most.unit), from: most.from, to: most.to });
}
