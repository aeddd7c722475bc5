import { canonicalJson, checkInput, checkScheme, type Result, type ResultNode, score, type UnitResult } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicScores } from '../files.ts';
import { type HiddenParts, publicShare } from '../public-share.ts';
import { type Finding, fails, failuresOr, guarded, holds, open } from './finding.ts';
import { jsonOf, type Opened } from './opened.ts';
import { schemeDigest } from './schemes.ts';

export const hiddenPath = (cycle: string): string => `scores/${cycle}/hidden.json`;

interface Counted {
  readonly failures: Finding[];
  checked: number;
  given: number;
}

/**
 * Scores of which a part is kept inside: what rests on published input alone is computed again, of the rest only that it
 * is left out by the scheme and not by choice, and that ranks follow from the totals.
 */
export function checkShare(opened: Opened, contents: ReleaseContents, scores: PublicScores): Finding[] {
  const where = `scores/${scores.cycle}/result.json`;
  return guarded('scores.share', where, () => {
    const checked = checkScheme(contents.schemes.get(scores.input.scheme));
    if (!checked.ok || !checkInput(checked.scheme, scores.input).ok)
      return [fails('scores.share', where, `${scores.cycle} 的公开输入与考核办法不符。`, `The published input of ${scores.cycle} does not fit its scheme.`)];
    const computed = score(checked.scheme, scores.input, { digest: schemeDigest(checked.scheme) });
    const hidden = jsonOf<HiddenParts>(opened, hiddenPath(scores.cycle));
    const counted: Counted = { failures: [...patternFailures(computed, hidden, scores), ...rankFailures(scores.result, where)], checked: 0, given: 0 };
    for (const unit of scores.result.units) compareUnit(unit, computed, counted, where);
    return [
      ...failuresOr(
        counted.failures,
        holds(
          'scores.share',
          where,
          `${scores.cycle}：有 ${counted.checked} 个得分只依据公开的数值，已重算，相同；名次与总分相符。`,
          `${scores.cycle}: ${counted.checked} figures rest on published values alone; they were computed again and are the same. Ranks follow from the totals.`,
        ),
      ),
      open(
        'scores.inside',
        hiddenPath(scores.cycle),
        `${scores.cycle}：按考核办法有 ${hidden.parts.length} 个部分、${hidden.units} 个对象不公开；${counted.given} 个由它们得出的数字无法重算，取所公布的值。`,
        `${scores.cycle}: ${hidden.parts.length} parts and ${hidden.units} units are kept inside by the scheme; ${counted.given} figures made of them cannot be computed, and the published values are taken as given.`,
      ),
    ];
  });
}

/** What is left out is what the scheme keeps inside and what would tell it, and nothing of it is still there. */
function patternFailures(computed: Result, hidden: HiddenParts, { cycle, input, result }: PublicScores): Finding[] {
  const expected = publicShare(input, computed);
  const fits = expected !== null && canonicalJson(expected.hidden.parts) === canonicalJson(hidden.parts);
  const shape = (units: readonly UnitResult[]): string => canonicalJson(units.map(({ id, tree }) => [id, shapeOf(tree)]));
  return fits && shape(expected.result.units) === shape(result.units)
    ? []
    : [
        fails(
          'scores.hidden',
          hiddenPath(cycle),
          `${cycle}：不公开的部分不是考核办法规定不公开的那些。`,
          `${cycle}: what is left out is not what the scheme keeps inside.`,
        ),
      ];
}

const shapeOf = ({ id, children }: ResultNode): unknown => [id, children.map(shapeOf)];

function compareUnit(unit: UnitResult, computed: Result, counted: Counted, where: string): void {
  const again = computed.units.find(({ id }) => id === unit.id);
  if (again) compareNode(unit.tree, again.tree, unit.id, counted, where);
}

/** @returns whether all of the node is published. */
function compareNode(published: ResultNode, computed: ResultNode, unit: string, counted: Counted, where: string): boolean {
  const parts = published.children.map((child) => {
    const again = computed.children.find(({ id }) => id === child.id);
    return again !== undefined && compareNode(child, again, unit, counted, where);
  });
  const whole = published.children.length === computed.children.length && parts.every(Boolean) && (computed.exact !== null || published.exact === null);
  if (!whole) counted.given += 1;
  else if (published.exact === computed.exact && published.rounded === computed.rounded) counted.checked += 1;
  else
    counted.failures.push(
      fails(
        'scores.part',
        `${where} units.${unit} ${published.id}`,
        `${unit} 的 ${published.id} 公布为 ${published.rounded ?? '—'}，按公开的数值重算是 ${computed.rounded ?? '—'}。`,
        `${published.id} of ${unit} is published as ${published.rounded ?? '—'}; the published values give ${computed.rounded ?? '—'}.`,
      ),
    );
  return whole;
}

/** Inside a category no unit stands before one with a higher total. */
function rankFailures({ units }: Result, where: string): Finding[] {
  const ranked = units.filter(({ rank, total }) => rank !== null && total !== null);
  const worse = (a: UnitResult, b: UnitResult): boolean =>
    a.category === b.category && Number(a.total?.rounded) < Number(b.total?.rounded) && (a.rank ?? 0) < (b.rank ?? 0);
  return ranked
    .filter((unit) => ranked.some((other) => worse(unit, other)))
    .map(({ id }) =>
      fails('scores.rank', `${where} units.${id}`, `${id} 的名次与公布的总分不符。`, `The rank of ${id} does not follow from the published totals.`),
    );
}
