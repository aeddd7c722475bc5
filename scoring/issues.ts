import * as z from 'zod';
import { type Fault, fault } from './faults.ts';
import { nearest } from './nearest.ts';
import type { Text } from './result.ts';
import { inScheme, shape } from './sentences.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

const named: Readonly<Record<string, (given: unknown) => Text>> = {
  id: shape.id,
  name: shape.name,
  exact: shape.exact,
  day: shape.day,
  count: shape.count,
  month: shape.month,
  anchor: shape.anchor,
};

/** Settings that are written in both languages. */
const TEXTS: ReadonlySet<string> = new Set(['label', 'title', 'source', 'reason', 'measure']);

const plain = (path: readonly PropertyKey[]): Path => path.map((step) => (typeof step === 'symbol' ? String(step) : step));

/** The value at a path, to tell an absent field from a wrong one. */
function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([key]) => key === String(step))?.[1];
  }, value);
}

const ownerOf = (value: unknown, path: Path): string => {
  const id = at(value, [...path.slice(0, -1), 'id']) ?? at(value, [...path.slice(0, -1), 'criterion']);
  return typeof id === 'string' ? id : '?';
};

function whenAbsent(value: unknown, path: Path): Text | null {
  if (at(value, path) !== undefined) return null;
  const key = String(path.at(-1) ?? '');
  return key === 'measure' ? inScheme.noMeasure(ownerOf(value, path)) : shape.missing(key);
}

function sentence(issue: Issue, value: unknown, path: Path): Text {
  const byName = named[issue.message];
  if (byName !== undefined && at(value, path) !== undefined) return byName(at(value, path));
  const absent = whenAbsent(value, path);
  if (absent !== null) return absent;
  switch (issue.code) {
    case 'invalid_value':
      return shape.oneOf(issue.values.map(String));
    case 'invalid_type':
      return TEXTS.has(String(path.at(-1))) && typeof at(value, path) === 'string' ? shape.bothLanguages() : shape.type(issue.expected);
    case 'too_small':
      return shape.tooSmall(String(issue.minimum));
    case 'too_big':
      return shape.tooBig(String(issue.maximum));
    default:
      return shape.other();
  }
}

/** The branch of a union that the author meant: of the kind that was named, then the one that came furthest, then the one with least to say. */
function meant(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [];
  const otherKind = (branch: readonly Issue[]): number => (branch.some(({ path }) => path.at(-1) === 'kind') ? 1 : 0);
  const depth = (branch: readonly Issue[]): number => Math.max(...branch.map(({ path }) => path.length));
  const order = (a: readonly Issue[], b: readonly Issue[]): number => otherKind(a) - otherKind(b) || depth(b) - depth(a) || a.length - b.length;
  return [...issue.errors].sort(order)[0] ?? [];
}

function unknownKind(issue: Issue, value: unknown, path: Path): Fault[] {
  const options = issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const absent = whenAbsent(value, path);
  return [fault(path, absent ?? (options.length > 0 ? shape.oneOf(options) : shape.other()))];
}

/** Between the names of fields in the message of an issue; no name holds one. */
const MARK = '\n';

/** For `safeParse`: an issue about unknown fields tells in its message which fields stand there instead and are still free. */
export const TELLING: z.core.ParseContext<z.core.$ZodIssue> = {
  error: ({ code, inst, input }) => {
    if (code !== 'unrecognized_keys' || !(inst instanceof z.ZodObject)) return undefined;
    const taken = Object.keys(input ?? {});
    return Object.keys(inst.shape)
      .filter((key) => !taken.includes(key))
      .join(MARK);
  },
};

/** One schema issue as faults with sentences; unions are unfolded into what is wrong inside them. */
function faultsOf(issue: Issue, value: unknown, above: Path): Fault[] {
  const path = [...above, ...plain(issue.path)];
  if (issue.code === 'invalid_union' && named[issue.message] === undefined) {
    const inner = meant(issue);
    if (inner.length > 0) return inner.flatMap((one) => faultsOf(one, value, path));
    return unknownKind(issue, value, path);
  }
  if (issue.code === 'unrecognized_keys') {
    const free = issue.message.split(MARK);
    return issue.keys.map((key) => fault([...path, key], shape.unknownKey(key, nearest(key, free))));
  }
  if (issue.code === 'invalid_key') return [fault(path, shape.id())];
  return [fault(path, sentence(issue, value, path))];
}

/** Everything a schema finds wrong with a value, as faults; the value was read with `TELLING`. */
export function shapeFaults(error: z.ZodError, value: unknown): Fault[] {
  return error.issues.flatMap((issue) => faultsOf(issue, value, []));
}
