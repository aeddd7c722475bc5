import { exact, ZERO } from '../exact.ts';
import { type Fault, fault, nameFault } from '../faults.ts';
import type { Exact, Finding, UnitInput } from '../input.ts';
import { goalsOf } from '../nodes/read.ts';
import type { Criterion, PointsNode, SchemeNode } from '../scheme/nodes.ts';
import type { Scheme } from '../scheme/schema.ts';
import { type Path, sourceOf } from '../scheme/walk.ts';
import { inInput } from '../sentences.ts';

interface Site {
  readonly finding: Finding;
  readonly unit: UnitInput;
  /** Whether the category has a part of this id at all. */
  readonly known: boolean;
  /** Ids under which the category takes findings. */
  readonly takers: () => readonly string[];
  /** Nodes of the category that read the finding's part. */
  readonly readers: readonly SchemeNode[];
  readonly scheme: Scheme;
  readonly path: Path;
}

const noCriterion = ({ finding, path }: Site): Fault[] => [nameFault([...path, 'criterion'], inInput.criterion(finding.criterion, finding.part))];

const above = (points: Exact, limit: Exact): boolean => exact(points).compare(ZERO) < 0 || exact(points).compare(exact(limit)) > 0;

function checkPoints(criterion: Criterion, { finding, path }: Site): Fault[] {
  const { points } = finding;
  const here = [...path, 'points'];
  if (criterion.points !== undefined) {
    const same = points === undefined || points === criterion.points;
    return same ? [] : [fault(here, inInput.fixedPoints(points, criterion.points))];
  }
  const limit = criterion.at_most ?? '0';
  if (points === undefined) return [fault(here, inInput.noPoints(limit))];
  return above(points, limit) ? [fault(here, inInput.outOfRange(points, '0', limit))] : [];
}

function checkPeriod(nodes: readonly PointsNode[], { finding, path }: Site): Fault[] {
  if (nodes.some(({ periods }) => periods === undefined)) return [];
  const known = [...new Set(nodes.flatMap(({ periods }) => periods ?? []))];
  const fits = finding.period !== undefined && known.includes(finding.period);
  return fits ? [] : [fault([...path, 'period'], inInput.period(finding.period, known))];
}

function checkEntry(site: Site): Fault[] {
  const { finding, readers } = site;
  const nodes = readers.filter((node) => node.kind === 'points');
  const named = ({ id, kind }: Criterion): boolean => id === finding.criterion && kind === finding.kind;
  const listing = nodes.filter((node) => node.criteria.some(named));
  const criterion = listing.flatMap((node) => node.criteria).find(named);
  if (criterion === undefined) return noCriterion(site);
  return [...checkPoints(criterion, site), ...checkPeriod(listing, site)];
}

function checkTier(site: Site): Fault[] {
  const { finding, unit, readers, path } = site;
  const node = readers.filter((one) => one.kind === 'tiers').find(({ criterion }) => criterion === finding.criterion);
  if (node === undefined) return noCriterion(site);
  const known = node.tiers.map(({ id }) => id);
  const same = (unit.findings ?? []).filter(({ kind, part, criterion }) => kind === 'tier' && part === finding.part && criterion === finding.criterion);
  return [
    ...(finding.level !== undefined && known.includes(finding.level) ? [] : [fault([...path, 'level'], inInput.unknownTier(finding.level, known))]),
    ...(same.indexOf(finding) > 0 ? [fault(path, inInput.secondTier(finding.criterion))] : []),
  ];
}

function checkOverride(site: Site): Fault[] {
  const steps = site.readers.flatMap((node) => node.then ?? []);
  return steps.some((step) => step.do === 'raise' && step.criterion === site.finding.criterion) ? [] : noCriterion(site);
}

function checkLevel(site: Site): Fault[] {
  const { finding, unit, readers, path } = site;
  const node = readers.filter((one) => one.kind === 'completion').find((one) => one.office_finding?.id === finding.criterion);
  if (node === undefined) return noCriterion(site);
  const limit = node.cap ?? '100';
  const goals = goalsOf(unit, finding.part).flatMap(function named(goal): string[] {
    return [goal.goal, ...(goal.kind === 'composite' ? goal.components.flatMap(named) : [])];
  });
  const known = finding.goal !== undefined && goals.includes(finding.goal);
  const points = finding.points;
  return [
    ...(known ? [] : [fault([...path, 'goal'], inInput.findingGoal(finding.goal))]),
    ...(points === undefined ? [fault([...path, 'points'], inInput.noPoints(limit))] : []),
    ...(points !== undefined && above(points, limit) ? [fault([...path, 'points'], inInput.outOfRange(points, '0', limit))] : []),
  ];
}

function checkVeto({ finding, scheme, path }: Site): Fault[] {
  const known = (scheme.vetoes?.list ?? []).some(({ id }) => id === finding.criterion);
  return known ? [] : [nameFault([...path, 'criterion'], inInput.veto(finding.criterion))];
}

function checkFinding(site: Site): Fault[] {
  if (!site.known) return [nameFault([...site.path, 'part'], inInput.unknownPart(site.finding.part, site.unit.category, site.takers()))];
  switch (site.finding.kind) {
    case 'add':
    case 'deduct':
      return checkEntry(site);
    case 'tier':
      return checkTier(site);
    case 'override':
      return checkOverride(site);
    case 'level':
      return checkLevel(site);
    case 'veto':
      return checkVeto(site);
  }
}

/** Whether a node has criteria that a finding can name. */
function takesFindings(node: SchemeNode): boolean {
  if (node.kind === 'points' || node.kind === 'tiers') return true;
  return (node.kind === 'completion' && node.office_finding !== undefined) || (node.then ?? []).some((step) => step.do === 'raise');
}

/** Findings of one unit against the nodes of its category: each needs a part and a criterion that the scheme lists. */
export function checkFindings(unit: UnitInput, nodes: readonly SchemeNode[], scheme: Scheme, path: Path): Fault[] {
  const takers = (): string[] => [...new Set(nodes.filter(takesFindings).map(sourceOf))];
  return (unit.findings ?? []).flatMap((finding, index) => {
    const readers = nodes.filter((node) => sourceOf(node) === finding.part);
    const known = readers.length > 0 || nodes.some(({ id }) => id === finding.part);
    return checkFinding({ finding, unit, known, takers, readers, scheme, path: [...path, 'findings', index] });
  });
}
