import type { Text } from '../../../scoring/result.ts';
import type { SchemeNode } from '../../../scoring/scheme/nodes.ts';
import type { Category, Scheme } from '../../../scoring/scheme/schema.ts';
import { childrenOf, walk } from '../../../scoring/scheme/walk.ts';
import { decimal, type Lang } from '../../language.ts';
import { words } from '../../text/index.ts';
import { percentOf, rankRule, ruleOf, signed, stepRule } from '../../text/method-rules.ts';

export type Area = 'weight' | 'rule' | 'criterion' | 'group' | 'minimum' | 'question' | 'level' | 'grade' | 'veto' | 'commendation' | 'publication';

/** One thing that a scheme says, in words. Two schemes that say the same under the same key agree on it. */
export interface Statement {
  readonly key: string;
  readonly area: Area;
  /** Category it holds in; null for the whole scheme. */
  readonly category: Text | null;
  readonly label: Text;
  readonly value: Text;
}

const inBoth = (say: (lang: Lang) => string): Text => ({ zh: say('zh'), en: say('en') });
const plain = (value: string): Text => ({ zh: value, en: value });

/** Everything a scheme says that bears on a score, a grade or what is published. */
export const statementsOf = (scheme: Scheme): Statement[] => [
  {
    key: 'rounding',
    area: 'publication',
    category: null,
    label: inBoth((lang) => words(lang).method.changes.rounding),
    value: inBoth((lang) => words(lang).method.rounding(scheme.decimals, rankRule(scheme, lang))),
  },
  ...scheme.categories.flatMap((category) => [ranked(category), ...ofNode(category.tree, category, category.tree.id)]),
  ...standing(scheme),
];

const ranked = ({ id, label, ranked: isRanked }: Category): Statement => ({
  key: `ranked/${id}`,
  area: 'publication',
  category: label,
  label: inBoth((lang) => words(lang).method.changes.ranked),
  value: inBoth((lang) => (isRanked ? words(lang).method.changes.isRanked : words(lang).method.notRanked)),
});

function ofNode(node: SchemeNode, category: Category, path: string): Statement[] {
  const tell = (area: Area, id: string, label: Text, value: Text): Statement => ({
    key: `${category.id}/${path}/${area}/${id}`,
    area,
    category: category.label,
    label,
    value,
  });
  const parts = childrenOf(node);
  const sum = parts.reduce((all, part) => all + Number(decimal(part.weight ?? '0')), 0);
  const shares = node.kind === 'weighted' && sum > 0 ? parts.filter(({ weight }) => weight !== undefined) : [];
  const rule = inBoth((lang) => [ruleOf(node, lang), ...(node.then ?? []).map((step) => stepRule(step, lang))].join(lang === 'zh' ? '' : ' '));
  return [
    tell('rule', 'own', node.label, rule),
    ...shares.map((part) => tell('weight', part.id, part.label, plain(percentOf(String(Number(decimal(part.weight ?? '0')) / sum))))),
    ...lists(node).map(({ area, id, label, value }) => tell(area, id, label, value)),
    ...parts.flatMap((part) => ofNode(part, category, `${path}/${part.id}`)),
  ];
}

type Listed = Pick<Statement, 'area' | 'label' | 'value'> & { readonly id: string };

/** What a part lists: criteria, tiers, items, questions, groups of raters, levels. */
function lists(node: SchemeNode): Listed[] {
  if (node.kind === 'points')
    return node.criteria.map(({ id, label, kind, points, at_most: most, measure }) => ({
      area: 'criterion' as const,
      id,
      label,
      value: inBoth(
        (lang) => `${points === undefined ? words(lang).method.atMost(most ?? '') : signed(kind === 'deduct' ? `-${points}` : points)} · ${measure[lang]}`,
      ),
    }));
  if (node.kind === 'tiers') return node.tiers.map(({ id, label, points }) => ({ area: 'criterion' as const, id, label, value: plain(signed(points)) }));
  if (node.kind === 'items') return node.items.map(({ id, label, points }) => ({ area: 'criterion' as const, id, label, value: plain(points) }));
  if (node.kind === 'checklist') return node.questions.map(({ id, label, points }) => ({ area: 'question' as const, id, label, value: plain(points) }));
  if (node.kind !== 'image') return [];
  const sum = node.groups.reduce((all, { weight }) => all + Number(decimal(weight)), 0);
  return [
    ...node.groups.map(({ id, label, weight }) => ({ area: 'group' as const, id, label, value: plain(percentOf(String(Number(decimal(weight)) / sum))) })),
    ...node.groups.map(({ id, label, minimum }) => ({ area: 'minimum' as const, id, label, value: plain(String(minimum)) })),
    ...node.questionnaires.flatMap((sheet) =>
      sheet.questions.map(({ id, label }) => ({ area: 'question' as const, id: `${sheet.id}/${id}`, label, value: sheet.label })),
    ),
    ...node.levels.map(({ id, label, value }) => ({ area: 'level' as const, id, label, value: plain(value) })),
  ];
}

/** Grades, vetoes and commendation. */
function standing({ grades, vetoes, commendation, categories }: Scheme): Statement[] {
  const tell = (area: Area, id: string, label: Text, value: Text): Statement => ({ key: `${area}/${id}`, area, category: null, label, value });
  const grade = (id: string, lang: Lang): string => grades?.bands.find((band) => band.id === id)?.label[lang] ?? id;
  const parts = new Map(categories.flatMap(({ tree }) => walk(tree)).map(({ node }) => [node.id, node.label]));
  return [
    ...(grades?.bands ?? []).map(({ id, label, from, below }) =>
      tell(
        'grade',
        id,
        label,
        inBoth((lang) => words(lang).method.band(from, below)),
      ),
    ),
    ...(vetoes?.list ?? []).map((veto) =>
      tell(
        'veto',
        veto.id,
        veto.label,
        inBoth((lang) =>
          [veto.measure[lang], veto.caps_grade && words(lang).method.veto(grade(veto.caps_grade, lang)), veto.bars && words(lang).method.bars]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
    ),
    ...(commendation
      ? [
          tell(
            'commendation',
            'places',
            inBoth((lang) => words(lang).method.commendation),
            inBoth((lang) => words(lang).method.places(commendation.places)),
          ),
          ...commendation.requires.map(({ part, at_least: least, not_in_bottom: bottom }) =>
            tell(
              'commendation',
              `${part}/${least === undefined ? 'bottom' : 'floor'}`,
              inBoth((lang) => words(lang).method.commendation),
              inBoth((lang) =>
                least === undefined
                  ? words(lang).method.bottom(parts.get(part)?.[lang] ?? part, percentOf(bottom ?? '0'))
                  : words(lang).method.floor(parts.get(part)?.[lang] ?? part, least),
              ),
            ),
          ),
        ]
      : []),
  ];
}
