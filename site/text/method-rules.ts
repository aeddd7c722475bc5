import { limitText } from '../../scoring/limits.ts';
import type { SchemeNode } from '../../scoring/scheme/nodes.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import type { Anchor, Step } from '../../scoring/scheme/steps.ts';
import type { Lang } from '../language.ts';
import { words } from './index.ts';

/** What a part does, in one sentence or two, with the scheme's own numbers. */
export function ruleOf(node: SchemeNode, lang: Lang): string {
  const t = words(lang).method;
  const { kinds } = t;
  switch (node.kind) {
    case 'value':
      return kinds.value(...node.range);
    case 'mean':
      return kinds.mean(...node.range, kinds.absent[node.absent]);
    case 'completion':
      return kinds.completion(
        kinds.figures[node.figures],
        kinds.ratio[node.ratio],
        node.cap === undefined ? '' : kinds.cap(node.cap),
        kinds.weights[node.weights],
      );
    case 'points':
      return kinds.points(node.base) + (node.additions_cap === undefined ? '' : kinds.additionsCap(node.additions_cap));
    case 'image':
      return `${kinds.image}${lang === 'zh' ? '' : ' '}${t.minimumRule}`;
    case 'weighted':
    case 'sum':
      return `${kinds[node.kind]}${lang === 'zh' ? '' : ' '}${t.missing[node.missing]}`;
    case 'ratio':
      return kinds.quotient;
    default:
      return kinds[node.kind];
  }
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

/** What a step does to the value of its part. */
export function stepRule(step: Step, lang: Lang): string {
  const { steps } = words(lang).method;
  switch (step.do) {
    case 'clamp':
      return steps.clamp(step.min ?? '−∞', step.max ?? '∞');
    case 'raise':
      return steps.raise(step.label[lang], step.to, step.measure[lang]);
    case 'rescale':
      return steps.rescale(endOf(step.from[0], lang), endOf(step.from[1], lang), ...step.to);
    case 'ladder':
      return steps.ladder(step.full_from, step.amount, step.per, step.change);
    case 'cut':
      return steps.cut(step.to);
    case 'bands':
      return steps.bands(step.bands.map((band) => `${limitText(band)[lang]} → ${band.value}`).join('; '));
    default:
      return steps[step.do](step.by);
  }
}
