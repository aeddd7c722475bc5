import { exact, least, most, type Rational, sumOf, toText, ZERO } from '../exact.ts';
import type { Finding } from '../input.ts';
import type { Provenance, Text } from '../result.ts';
import type { Criterion, PointsNode } from '../scheme/nodes.ts';
import { sourceOf } from '../scheme/walk.ts';
import { type Context, type Draft, having, lacking, note, POINTS } from './draft.ts';
import { findingsOf, fromFinding, fromValue, type Placed, recordOf } from './read.ts';

/** Points of one entry: the finding's own, or those its criterion fixes. */
export const pointsOf = (finding: Finding, criterion: Criterion): Rational => exact(finding.points ?? criterion.points ?? 0);

const inPeriod = (node: PointsNode, finding: Finding): boolean =>
  node.periods === undefined || (finding.period !== undefined && node.periods.includes(finding.period));

/** All entries under one criterion: their sum, or the highest of them. */
function underCriterion(criterion: Criterion, entries: readonly Placed[]): Rational {
  const points = entries.map(({ finding }) => pointsOf(finding, criterion));
  return criterion.entries === 'highest' ? points.reduce(most, ZERO) : sumOf(points);
}

/** Most points that additions count together: a number, or a share of something; null without a limit. */
function additionsLimit({ additions_cap: cap, additions_share: part }: PointsNode): Rational | null {
  if (cap !== undefined) return exact(cap);
  return part === undefined ? null : exact(part.share).mul(exact(part.of));
}

interface Account {
  readonly added: Rational;
  readonly counted: Rational;
  readonly deducted: Rational;
  readonly inputs: readonly Provenance[];
}

function account(node: PointsNode, context: Context): Account {
  const entries = findingsOf(context.unit, sourceOf(node), ['add', 'deduct']).filter(({ finding }) => inPeriod(node, finding));
  const of = (criterion: Criterion): readonly Placed[] =>
    entries.filter(({ finding }) => finding.criterion === criterion.id && finding.kind === criterion.kind);
  const total = (kind: Criterion['kind']): Rational =>
    sumOf(node.criteria.filter((criterion) => criterion.kind === kind).map((criterion) => underCriterion(criterion, of(criterion))));
  const added = total('add');
  const inputs = node.criteria.flatMap((criterion) =>
    of(criterion).map((placed) => {
      const sign = criterion.kind === 'add' ? '' : '-';
      return fromFinding(context.unit, placed, criterion.label, sign + toText(pointsOf(placed.finding, criterion)));
    }),
  );
  const limit = additionsLimit(node);
  const counted = limit === null ? added : least(added, limit);
  return { added, counted, deducted: total('deduct'), inputs };
}

/** Whether the review that the node scores was held, with where the input says so. */
function heldBy(node: PointsNode, context: Context): { held: boolean; inputs: Provenance[] } {
  if (node.held === undefined) return { held: true, inputs: [] };
  const part = sourceOf(node);
  const said = recordOf(context.unit, part)[node.held];
  if (said === undefined) return { held: false, inputs: [] };
  const label = { zh: '是否开展考评', en: 'Review held' };
  return { held: said === '1', inputs: [fromValue(context.unit, part, node.held, label, said ?? '')] };
}

/**
 * Base + additions − deductions, by findings under named measurable criteria.
 * Additions are summed, then capped, then deductions are taken off; limits on the result are a clamp step.
 */
export function points(node: PointsNode, context: Context): Draft {
  const { held, inputs: mark } = heldBy(node, context);
  const { added, counted, deducted, inputs } = account(node, context);
  const [base, plus, minus] = [node.base, toText(counted), toText(deducted)];
  const rule: Text = { zh: `基础分 ${base} + 加分 ${plus} − 扣分 ${minus}`, en: `Base ${base} + additions ${plus} − deductions ${minus}` };
  const more = { inputs: [...mark, ...inputs] };
  if (!held) {
    const pending = note('missing', '没有开展这次考评。', 'This review was not held.');
    return lacking('empty', POINTS, rule, { ...more, notes: [pending] });
  }
  const cut = note('capped', `加分合计 ${toText(added)}，按上限计 ${plus}。`, `Additions of ${toText(added)} count ${plus}, their limit.`);
  const notes = added.compare(counted) > 0 ? [cut] : [];
  return having(exact(base).add(counted).sub(deducted), POINTS, rule, { ...more, notes });
}
