import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formatFault, lineOf, parseYaml, pathSteps, pathText, readYaml } from '../../content/yaml.ts';

const TEXT = 'name: a\ngroups:\n  - id: one\n    label:\n      zh: 一\n  - id: two\n';

describe('readYaml', () => {
  test('gives the typed value', () => {
    const schema = z.strictObject({ name: z.string() });
    expect(readYaml('name: 市水利局\n', 'x.yaml', schema)).toMatchObject({ value: { name: '市水利局' } });
  });

  test('an empty file says so', () => {
    const { faults } = readYaml('', 'x.yaml', z.strictObject({ name: z.string() }));
    expect(faults?.[0]).toMatchObject({ line: 1, path: '', message: { en: expect.stringMatching(/missing|empty|should be/) } });
  });

  test('a fault prints on one line', () => {
    const { faults = [] } = readYaml('name: 1\n', 'x.yaml', z.strictObject({ name: z.string() }));
    expect(faults.map((fault) => formatFault(fault, 'en'))).toEqual(['x.yaml:1 name — The value is not right here: it should be text.']);
    expect(faults.map((fault) => formatFault(fault, 'zh'))).toEqual(['x.yaml:1 name — 这里的值不对：应为文字。']);
  });
});

describe('lineOf', () => {
  const document = parseYaml(TEXT);
  test.each([
    [['name'], 1],
    [['groups'], 2],
    [['groups', 0], 3],
    [['groups', 0, 'label', 'zh'], 5],
    [['groups', 1, 'id'], 6],
    [['groups', 1, 'label', 'zh'], 6],
    [[], 1],
  ] as const)('%j stands on line %i', (path, line) => {
    expect(lineOf(document, path)).toBe(line);
  });

  test('a path as text and as steps is the same place', () => {
    const steps = ['groups', 0, 'label', 'zh'];
    expect(pathText(steps)).toBe('groups[0].label.zh');
    expect(pathSteps('groups[0].label.zh')).toEqual(steps);
  });
});
