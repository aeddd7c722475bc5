import type { PublicCycle, PublicDocument } from '../../proof/release/files.ts';
import type { Finding } from '../../scoring/input.ts';
import type { Text } from '../../scoring/result.ts';
import type { SchemeNode } from '../../scoring/scheme/nodes.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import { walk } from '../../scoring/scheme/walk.ts';
import type { Release } from '../release.ts';
import { findingId } from './sources.ts';

/** A finding as the page shows it: what was found, by which measure, with which document. */
export interface FindingLine {
  readonly anchor: string;
  readonly finding: Finding;
  readonly label: Text;
  readonly measure: Text | null;
  /** With sign; null where the finding settles something else than points. */
  readonly points: string | null;
  readonly period: Text | null;
  readonly document: PublicDocument | null;
}

interface Named {
  readonly label: Text;
  readonly measure: Text | null;
  readonly points?: string | undefined;
}

function listed(node: SchemeNode): [string, Named][] {
  if (node.kind === 'points') return node.criteria.map(({ id, label, measure, points }) => [id, { label, measure, points }]);
  if (node.kind === 'tiers') return node.tiers.map(({ id, label, points }) => [id, { label: both(node.label, label), measure: node.measure, points }]);
  return [];
}

/** Overrides of a part's result, and goals that the office settles. */
function settled(node: SchemeNode): [string, Named][] {
  const raised = (node.then ?? []).flatMap((step): [string, Named][] => (step.do === 'raise' ? [[step.criterion, step]] : []));
  const office = node.kind === 'completion' ? node.office_finding : undefined;
  return office ? [...raised, [office.id, office]] : raised;
}

/** Criteria, tiers, overrides and vetoes of a scheme by their id. */
function namesOf(scheme: Scheme): Map<string, Named> {
  const nodes = scheme.categories.flatMap((category) => walk(category.tree).map(({ node }) => node));
  const inParts = nodes.flatMap((node): [string, Named][] => [...listed(node), ...settled(node)]);
  const vetoes = (scheme.vetoes?.list ?? []).map(({ id, label, measure }): [string, Named] => [id, { label, measure }]);
  return new Map([...inParts, ...vetoes]);
}

function pointsOf({ kind, points }: Finding, ofScheme: string | undefined): string | null {
  const size = points ?? ofScheme;
  if (size === undefined || kind === 'veto' || kind === 'override') return null;
  return kind === 'deduct' ? `-${size}` : size;
}

const both = (a: Text, b: Text): Text => ({ zh: `${a.zh}：${b.zh}`, en: `${a.en}: ${b.en}` });

/** The findings that entered a unit's score, in the order of the input; the page's anchors count as the input does. */
export function findingLines(release: Release, unit: string, cycle: PublicCycle): FindingLine[] {
  const scheme = release.schemes.get(cycle.scheme);
  const names = scheme ? namesOf(scheme) : new Map<string, Named>();
  const documents = new Map(release.documents.map((document) => [document.id, document]));
  const findings = release.scores.get(cycle.id)?.input.units.find(({ id }) => id === unit)?.findings ?? [];
  return findings.map((finding, index) => {
    const named = names.get(finding.level ?? finding.criterion) ?? names.get(finding.criterion);
    return {
      anchor: findingId(index),
      finding,
      label: named?.label ?? { zh: finding.criterion, en: finding.criterion },
      measure: named?.measure ?? null,
      points: pointsOf(finding, named?.points),
      period: cycle.periods.find(({ id }) => id === finding.period)?.label ?? null,
      document: (finding.source !== undefined && documents.get(finding.source)) || null,
    };
  });
}
