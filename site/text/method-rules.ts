import { limitText } from '../../scoring/limits.ts';
import type { SchemeNode } from '../../scoring/scheme/nodes.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import type { Anchor, Step } from '../../scoring/scheme/steps.ts';
import { decimal, type Lang } from '../language.ts';
import { type Words, words } from './index.ts';

/** One rule for each kind of node. A kind that the language has and this list has not yet is told by a general sentence. */
type Rules = { readonly [Kind in SchemeNode['kind']]?: (node: Extract<SchemeNode, { kind: Kind }>, t: Words['method'], lang: Lang) => string };

const sentences = (lang: Lang, ...all: readonly (string | false | 0 | undefined)[]): string => all.filter(Boolean).join(lang === 'zh' ? '' : ' ');

export const RULES: Rules = {
  value: (node, { kinds }) => kinds.value(...node.range),
  mean: (node, { kinds }, lang) => sentences(lang, kinds.mean(...node.range, kinds.absent[node.absent]), node.at_least && kinds.atLeast(node.at_least)),
  items: (node, { kinds, absent }, lang) => sentences(lang, kinds.items, absent[node.missing]),
  checklist: (node, { kinds, absent }, lang) => sentences(lang, kinds.checklist, absent[node.missing]),
  completion: (node, { kinds }, lang) =>
    sentences(
      lang,
      kinds.completion(
        kinds.figures[node.figures],
        kinds.ratio[node.ratio],
        node.cap === undefined ? '' : kinds.cap(node.cap),
        node.combine === 'least' ? kinds.worst : kinds.weights[node.weights],
      ),
      node.sums && kinds.summed(node.sums.length),
    ),
  points: (node, { kinds }, lang) =>
    sentences(
      lang,
      kinds.points(node.base),
      node.additions_cap && kinds.additionsCap(node.additions_cap),
      node.additions_share && kinds.additionsShare(node.additions_share.share, node.additions_share.of),
    ),
  tiers: (_, { kinds }) => kinds.tiers,
  image: (node, { kinds, minimumRule, whenEmpty }, lang) => sentences(lang, kinds.image, minimumRule, whenEmpty[node.when_empty]),
  duties: (node, { kinds }, lang) => sentences(lang, kinds.duties[node.take], node.in_order && kinds.inOrder),
  picks: (node, { kinds }) => kinds.picks(node.choose),
  replies: (node, { kinds }, lang) => sentences(lang, kinds.replies[node.take], kinds.noCases[node.no_cases]),
  linked: (node, { kinds, absent }, lang) => sentences(lang, kinds.linked(kinds.combine[node.combine]), absent[node.missing]),
  figure: (_, { kinds }) => kinds.figure,
  count: (node, { kinds }, lang) => kinds.count[node.take](limitText(node)[lang]),
  places: (node, { kinds }, lang) => kinds.places(placesText(node, kinds, lang), node.otherwise),
  product: (node, { kinds, absent }, lang) => sentences(lang, kinds.product, absent[node.missing]),
  least: (node, { kinds, absent }, lang) => sentences(lang, kinds.least, absent[node.missing]),
  ratio: (node, { kinds }, lang) => sentences(lang, kinds.quotient, kinds.zeroBelow[node.when_zero]),
  periods: (node, { kinds, absent }, lang) =>
    sentences(
      lang,
      kinds.periods(
        list(
          node.periods.map(({ label }) => label[lang]),
          lang,
        ),
        kinds.combine[node.combine],
      ),
      absent[node.missing],
    ),
  weighted: (node, { kinds, missing }, lang) => sentences(lang, kinds.weighted, missing[node.missing], node.at_least && kinds.atLeast(node.at_least)),
  sum: (node, { kinds, missing }, lang) => sentences(lang, kinds.sum, missing[node.missing]),
};

const list = (words: readonly string[], lang: Lang): string => words.join(lang === 'zh' ? '、' : ', ');

function placesText({ table }: Extract<SchemeNode, { kind: 'places' }>, kinds: Words['method']['kinds'], lang: Lang): string {
  return table
    .map(({ first, last, value }) => (first === undefined ? kinds.last(last ?? 0, value) : kinds.first(first, value)))
    .join(lang === 'zh' ? '，' : ', ');
}

/** What a part does, in one sentence or two, with the scheme's own numbers. */
export function ruleOf(node: SchemeNode, lang: Lang): string {
  const t = words(lang).method;
  const rule = RULES[node.kind] as ((node: SchemeNode, t: Words['method'], lang: Lang) => string) | undefined;
  return rule === undefined ? t.kinds.other : rule(node, t, lang);
}

/** An end of the stretch that a step rescales from. */
function endOf(end: Anchor, lang: Lang): string {
  return end === 'lowest' || end === 'highest' ? words(lang).method.steps.end[end] : end;
}

/** Which totals ranks compare. */
export function rankRule({ rank_on: on }: Scheme, lang: Lang): string {
  const { rankOn } = words(lang).method;
  return typeof on === 'string' ? rankOn[on] : rankOn.rounded(on.decimals);
}

/** The same for steps. */
type StepRules = { readonly [Do in Step['do']]?: (step: Extract<Step, { do: Do }>, t: Words['method']['steps'], lang: Lang) => string };

export const STEP_RULES: StepRules = {
  clamp: (step, t) => t.clamp(step.min ?? '−∞', step.max ?? '∞'),
  raise: (step, t, lang) => t.raise(step.label[lang], step.to, step.measure[lang]),
  standardise: (step, t) => t.standardise(step.mean, step.deviation),
  rescale: (step, t, lang) => t.rescale(endOf(step.from[0], lang), endOf(step.from[1], lang), ...step.to),
  ladder: (step, t) => t.ladder[step.steps ?? 'full'](step.full_from, step.amount, step.per, step.change),
  times: (step, t) => t.times(step.by),
  plus: (step, t) => t.plus(step.by),
  cut: (step, t) => t.cut(step.to),
  bands: (step, t, lang) => t.bands(step.bands.map((band) => `${limitText(band)[lang]} → ${band.value}`).join(lang === 'zh' ? '；' : '; ')),
};

/** What a step does to the value of its part. */
export function stepRule(step: Step, lang: Lang): string {
  const { steps } = words(lang).method;
  const rule = STEP_RULES[step.do] as ((step: Step, t: Words['method']['steps'], lang: Lang) => string) | undefined;
  return rule === undefined ? steps.other : rule(step, steps, lang);
}

/** Points as they are added or taken off: `+3`, `−2`, `0`. */
export function signed(points: string): string {
  if (points.startsWith('-')) return `−${points.slice(1)}`;
  return /^0*$/.test(points) ? points : `+${points}`;
}

/** A share as per cent: 0.1 as 10%. */
export const percentOf = (share: string): string => `${Math.round(Number(decimal(share)) * 10_000) / 100}%`;
