import { expect, test } from 'vitest';
import { makeReleases } from './fixture.ts';

const { release } = makeReleases();

interface Field {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly description: string;
  readonly description_zh: string;
  readonly constraints?: { readonly required?: boolean; readonly enum?: readonly string[] };
}
interface Resource {
  readonly name: string;
  readonly path: string;
  readonly profile?: string;
  readonly schema?: {
    readonly fields: readonly Field[];
    readonly missingValues: readonly string[];
    readonly primaryKey?: readonly string[];
    readonly foreignKeys?: readonly {
      readonly fields: readonly string[];
      readonly reference: { readonly resource: string; readonly fields: readonly string[] };
    }[];
  };
}

const pack = JSON.parse(release.get('datapackage.json') ?? '') as {
  readonly name: string;
  readonly profile: string;
  readonly created: string;
  readonly licenses: readonly { readonly name: string; readonly path: string }[];
  readonly resources: readonly Resource[];
};
const tables = pack.resources.filter(({ path }) => path.endsWith('.csv'));

/** RFC 4180. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/g)) {
    rows.at(-1)?.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'));
    if (match[3] === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const cellsOf = (resource: Resource): Record<string, string>[] => {
  const [head = [], ...rows] = rowsOf(release.get(resource.path) ?? '');
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
};

/** How the specification writes values of each type; `any` leaves the form of a moment to ISO 8601. */
const TYPES: Readonly<Record<string, RegExp>> = {
  string: /^[\s\S]*$/,
  integer: /^[+-]?\d+$/,
  number: /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
};

test('the package has what a data package must have: name, licence, resources with names of their own', () => {
  expect(pack.name).toMatch(/^[a-z0-9._-]+$/);
  expect(pack.profile).toBe('data-package');
  expect(pack.licenses).toEqual([{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/', title: expect.any(String) }]);
  expect(new Set(pack.resources.map(({ name }) => name)).size).toBe(pack.resources.length);
  for (const { name, path } of pack.resources) {
    expect(name).toMatch(/^[a-z0-9._-]+$/);
    expect(release.has(path), path).toBe(true);
    expect(path).not.toMatch(/^\/|\.\./);
  }
});

test.each(tables.map((resource) => [resource.path, resource] as const))('%s: columns, types and constraints hold', (_, resource) => {
  const { fields = [], missingValues } = resource.schema ?? {};
  expect(release.get(resource.path)?.startsWith('\ufeff')).toBe(true);
  expect(resource.profile).toBe('tabular-data-resource');
  expect(missingValues).toEqual(['']);
  expect(rowsOf(release.get(resource.path) ?? '')[0]).toEqual(fields.map(({ name }) => name));
  expect(fields.every(({ description, description_zh }) => description.length > 2 && /[\u4e00-\u9fff]/.test(description_zh))).toBe(true);
  for (const row of cellsOf(resource)) {
    for (const { name, type, constraints } of fields) {
      const cell = row[name] ?? '';
      if (constraints?.required) expect(cell, name).not.toBe('');
      if (cell === '') continue;
      expect(cell, `${name} ${type}`).toMatch(TYPES[type] ?? /^$/);
      if (constraints?.enum) expect(constraints.enum, name).toContain(cell);
    }
  }
});

test('primary keys name each row once, and foreign keys name rows that are there', () => {
  const byName = new Map(tables.map((resource) => [resource.name, resource]));
  let checked = 0;
  for (const resource of tables) {
    const rows = cellsOf(resource);
    const { primaryKey = [], foreignKeys = [], fields = [] } = resource.schema ?? {};
    const key = (row: Record<string, string>, names: readonly string[]): string => names.map((name) => row[name]).join('\u0000');
    if (primaryKey.length > 0) expect(new Set(rows.map((row) => key(row, primaryKey))).size, resource.path).toBe(rows.length);
    for (const { fields: from, reference } of foreignKeys) {
      const target = byName.get(reference.resource);
      expect(target, `${resource.path} → ${reference.resource}`).toBeDefined();
      expect(from.every((name) => fields.some((field) => field.name === name))).toBe(true);
      const there = new Set(cellsOf(target as Resource).map((row) => key(row, reference.fields)));
      const lost = rows.filter((row) => from.every((name) => row[name] !== '') && !there.has(key(row, from)));
      expect(lost, `${resource.path} → ${reference.resource}`).toEqual([]);
      checked += rows.length;
    }
  }
  expect(checked).toBeGreaterThan(500);
});
