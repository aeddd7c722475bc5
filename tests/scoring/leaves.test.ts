import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInput, explain, normaliseInput, type Result, type ResultNode, type ScoringInput, score, type UnitInput } from '../../scoring/index.ts';
import { inputFor } from './arbitrary.ts';
import { DIGEST, loadScheme } from './support.ts';

const SCHEMES = readdirSync(new URL('../../content/schemes/', import.meta.url)).map((name) => name.replace('.yaml', ''));

/** Every entry of a unit by path, told from the input alone: figures, goals, answers, findings, tallied questions. */
function entriesOf({ values = {}, answers = {}, findings = [], ratings = {} }: Omit<UnitInput, 'id' | 'category'>, at: string): string[] {
  const goals = Object.entries(values).flatMap(([part, own]) => (Array.isArray(own) ? own.map(({ goal }) => `${part}.${goal}`) : []));
  const figures = Object.entries(values).flatMap(([part, own]) => (Array.isArray(own) ? [] : Object.keys(own).map((id) => `${part}.${id}`)));
  return [
    ...[...goals, ...figures].map((path) => `${at}.values.${path}`),
    ...Object.entries(answers).flatMap(([part, own]) => Object.keys(own).map((id) => `${at}.answers.${part}.${id}`)),
    ...findings.map((_, index) => `${at}.findings.${index}`),
    ...Object.entries(ratings).flatMap(([group, { counts }]) => Object.keys(counts).map((id) => `${at}.ratings.${group}.counts.${id}`)),
  ];
}

const allEntries = (input: ScoringInput): string[] =>
  input.units.flatMap((unit) => [
    ...entriesOf(unit, `units.${unit.id}`),
    ...Object.entries(unit.periods ?? {}).flatMap(([period, data]) => entriesOf(data, `units.${unit.id}.periods.${period}`)),
  ]);

const pathsIn = (node: ResultNode): string[] => [...node.inputs.map(({ path }) => path), ...node.children.flatMap(pathsIn)];

/** Paths that trees and figures name, and findings that vetoes take. */
function readIn(result: Result, input: ScoringInput): Set<string> {
  const trees = result.units.flatMap(({ tree, figures = [] }) => [tree, ...figures].flatMap(pathsIn));
  const vetoes = input.units.flatMap(({ id, findings = [] }) =>
    findings.flatMap(({ kind }, index) => (kind === 'veto' ? [`units.${id}.findings.${index}`] : [])),
  );
  return new Set([...trees, ...vetoes]);
}

const isRead = (entry: string, read: ReadonlySet<string>): boolean => read.has(entry) || [...read].some((path) => path.startsWith(`${entry}.`));

describe.each(SCHEMES)('whatever the input of %s', (id) => {
  const scheme = loadScheme(id);

  it('every entry is in a tree or in the list of unused ones, and never in both', () => {
    fc.assert(
      fc.property(inputFor(scheme), (raw) => {
        const checked = checkInput(scheme, raw);
        if (!checked.ok) throw new Error(checked.faults.map(({ path, message }) => `${path.join('.')}: ${message.en}`).join('\n'));
        const result = score(scheme, checked.input, DIGEST);
        const normal = normaliseInput(checked.input);
        const read = readIn(result, normal);
        for (const entry of allEntries(normal)) expect([entry, isRead(entry, read)]).toEqual([entry, !result.unused.includes(entry)]);
        const known = new Set(allEntries(normal));
        expect(result.unused.filter((path) => !known.has(path))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('the text names every entry that a tree read, in both languages', () => {
    fc.assert(
      fc.property(inputFor(scheme), (raw) => {
        const result = score(scheme, raw, DIGEST);
        for (const unit of result.units) {
          const [zh, en] = [explain(unit, 'zh'), explain(unit, 'en')];
          for (const path of pathsIn(unit.tree)) expect(zh.includes(path) && en.includes(path)).toBe(true);
          expect(zh.split('\n')).toHaveLength(en.split('\n').length);
        }
      }),
      { numRuns: 4 },
    );
  });
});
