import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  checkScheme,
  type Finding,
  type GroupTally,
  type Result,
  type ResultNode,
  type Scheme,
  type ScoringInput,
  score,
  type UnitInput,
  type UnitResult,
} from '../../scoring/index.ts';

/** Parsed YAML or JSON that a test takes apart without telling its type. */
// biome-ignore lint/suspicious/noExplicitAny: tests break such data on purpose
export type Loose = any;

/** A YAML scheme as plain data, for tests that break it. Anchors become copies, so that one place changes at a time. */
export function rawScheme(id: string): Loose {
  return structuredCloneWithoutSharing(parse(readFileSync(new URL(`../../content/schemes/${id}.yaml`, import.meta.url), 'utf8')));
}

const structuredCloneWithoutSharing = (value: unknown): Loose => JSON.parse(JSON.stringify(value));

export function accept(value: unknown): Scheme {
  const checked = checkScheme(value);
  if (!checked.ok) throw new Error(checked.faults.map(({ path, message }) => `${path.join('.')}: ${message.en}`).join('\n'));
  return checked.scheme;
}

export const loadScheme = (id: string): Scheme => accept(rawScheme(id));

export const vector = (name: string): Loose => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'));

export const PUBLIC = ['results', 'attitude', 'efficiency', 'openness', 'integrity'] as const;

type Counts = Record<string, number>;

/** A public group in which every question got the same answers. */
export const publicTally = (counts: Counts): GroupTally => ({ roster: null, counts: Object.fromEntries(PUBLIC.map((question) => [question, counts])) });

export const panelTally = (counts: Counts, roster: number | null = null): GroupTally => ({ roster, counts: { overall: counts } });

export const finding = (kind: Finding['kind'], criterion: string, more: Partial<Finding> = {}): Finding => ({ part: 'management', kind, criterion, ...more });

/** A department with everything: achievements 90, public image 90, management 80, so 88 in all. */
export function makeUnit(id: string, more: Partial<UnitInput> = {}): UnitInput {
  return {
    id,
    category: 'departments',
    values: {
      'key-tasks': { manyuan: '92', harmony: '88' },
      'main-business': [
        { goal: 'g1', target: '1500', actual: '1560' },
        { goal: 'g2', target: '10', actual: '8' },
      ],
      management: { 'half-year': '1', 'year-end': '1' },
    },
    findings: [finding('tier', 'banded-ranking', { level: 'tier-2' })],
    ratings: { 'public-web': publicTally({ good5: 10, good4: 10 }) },
    ...more,
  };
}

export const inputOf = (units: readonly UnitInput[], scheme = 'demo-flagship'): ScoringInput => ({ scheme, cycle: '2026', units });

export const DIGEST = { digest: 'sha256-test' };

const flagship = loadScheme('demo-flagship');

export const run = (units: readonly UnitInput[], scheme: Scheme = flagship): Result => score(scheme, inputOf(units, scheme.id), DIGEST);

export function unitOf(result: Result, id: string): UnitResult {
  const found = result.units.find((unit) => unit.id === id);
  if (found === undefined) throw new Error(`no unit ${id}`);
  return found;
}

/** Score of one department under the flagship. */
export const runOne = (more: Partial<UnitInput> = {}): UnitResult => unitOf(run([makeUnit('water', more)]), 'water');

/** The node at a slash path of ids below the root, such as `achievements/key-tasks`. */
export function nodeAt(tree: ResultNode, path: string): ResultNode {
  return path
    .split('/')
    .filter(Boolean)
    .reduce((node, id) => {
      const child = node.children.find((one) => one.id === id);
      if (child === undefined) throw new Error(`no node ${path} under ${node.id}: ${node.children.map((one) => one.id).join(', ')}`);
      return child;
    }, tree);
}

export const kindsOf = (node: Pick<ResultNode, 'notes'>): string[] => node.notes.map(({ kind }) => kind);
