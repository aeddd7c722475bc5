import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { containsItself, fullWidth, shapeSentence, syntaxSentence, type Text, tooManyAliases } from './sentences.ts';

/** One thing wrong in a content file, told so that its author can put it right. */
export interface Fault {
  /** Path of the file as the caller named it. */
  readonly file: string;
  /** Line in that file, counted from 1. */
  readonly line: number;
  /** Place inside the document, e.g. `groups[2].label.zh`; empty for the document itself. */
  readonly path: string;
  readonly message: Text;
}

/** A parsed YAML text that still knows its lines. */
export interface YamlDocument {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

export type Path = readonly (string | number)[];

export type ReadResult<T> =
  | { readonly value: T; readonly document: YamlDocument; readonly faults?: never }
  | { readonly faults: readonly Fault[]; readonly value?: never };

/** Parses YAML 1.2 and keeps the positions. Syntax errors stay in `document.errors`. */
export function parseYaml(text: string): YamlDocument {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true }), lines };
}

/** Reads a YAML text under a strict schema: the typed value, or every fault with file, line and sentence. */
export function readYaml<S extends z.ZodType>(text: string, file: string, schema: S): ReadResult<z.output<S>> {
  const document = parseYaml(text);
  const syntax = syntaxFaults(document, file);
  if (syntax.length > 0) return { faults: syntax };
  const data: unknown = document.document.toJS();
  const parsed = schema.safeParse(data);
  if (parsed.success) return { value: parsed.data, document };
  return { faults: parsed.error.issues.flatMap((issue) => shapeFaults(issue, { document, file, schema, data })) };
}

/** Errors of the YAML writing itself, duplicate keys among them. */
export function syntaxFaults(document: YamlDocument, file: string): Fault[] {
  return document.document.errors.map((error) => ({
    file,
    line: lineAt(document, error.pos[0]),
    path: '',
    message: syntaxSentence(error.code, error.message),
  }));
}

/** A document as plain data, or what keeps it from being any: bad writing, or an alias that leads back to where it stands. */
export function plainData(document: YamlDocument, file: string): { readonly value: unknown; readonly faults: readonly Fault[] } {
  const syntax = syntaxFaults(document, file);
  if (syntax.length > 0) return { value: undefined, faults: syntax };
  let value: unknown;
  try {
    value = document.document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const stray = strayAlias(document);
    if (stray === undefined) return { value: undefined, faults: [faultAt(document, file, [], tooManyAliases)] };
    return { value: undefined, faults: [{ file, line: lineAt(document, stray), path: '', message: syntaxSentence('BAD_ALIAS', '') }] };
  }
  const circle = circleIn(value, [], []);
  return circle === null ? { value, faults: [] } : { value: undefined, faults: [faultAt(document, file, circle, containsItself)] };
}

/** A key before a full-width colon, a full-width comma before a key, a full-width digit after a colon. */
const FULL_WIDTH = /(?:^|[{,，]|-\s)\s*["']?[a-z_]+["']?\s*：|，\s*[a-z_]+\s*(?::\s|：)|[:：]\s*-?[０-９]/u;

/** Lines where punctuation of a Chinese keyboard stands for YAML's own: the likely cause when a file is found faulty. */
export function fullWidthFaults(text: string, file: string): readonly Fault[] {
  return text
    .split('\n')
    .flatMap((line, index) => (FULL_WIDTH.test(line.replace(/(^|\s)#.*$/, '')) ? [{ file, line: index + 1, path: '', message: fullWidth }] : []));
}

/** Where an alias stands that has no anchor before it. */
function strayAlias({ document }: YamlDocument): number | undefined {
  let found: number | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      found = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

/** Path of the first value that stands inside itself; null where there is none. */
function circleIn(value: unknown, around: readonly unknown[], path: Path): Path | null {
  if (typeof value !== 'object' || value === null) return null;
  if (around.includes(value)) return path;
  const steps: [string | number, unknown][] = Array.isArray(value) ? value.map((member, index) => [index, member]) : Object.entries(value);
  for (const [step, member] of steps) {
    const found = circleIn(member, [...around, value], [...path, step]);
    if (found !== null) return found;
  }
  return null;
}

interface ShapeContext {
  readonly document: YamlDocument;
  readonly file: string;
  readonly schema: z.ZodType;
  readonly data: unknown;
}

function shapeFaults(issue: z.core.$ZodIssue, context: ShapeContext): Fault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const places = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  return places.map((place) => ({
    file: context.file,
    line: lineOf(context.document, place),
    path: pathText(place),
    message: shapeSentence(issue, place, context.schema, context.data),
  }));
}

/** A fault found by meaning, not by shape: at a place of a document that was read without faults. */
export function faultAt(document: YamlDocument, file: string, path: Path, message: Text): Fault {
  return { file, line: lineOf(document, path), path: pathText(path), message };
}

/** The line of a place in the document: of its key, or of the nearest ancestor that is written there. */
export function lineOf(document: YamlDocument, path: Path): number {
  const start = startOf(document, path);
  if (start !== undefined) return lineAt(document, start);
  return path.length === 0 ? 1 : lineOf(document, path.slice(0, -1));
}

function startOf({ document }: YamlDocument, path: Path): number | undefined {
  const last = path.at(-1);
  const parent = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true);
  const key = isMap(parent) ? parent.items.find((pair) => isPair(pair) && keyText(pair.key) === String(last))?.key : undefined;
  const node = key ?? (path.length === 0 ? document.contents : document.getIn(path, true));
  return isNode(node) ? node.range?.[0] : undefined;
}

const keyText = (key: unknown): string => String(isScalar(key) ? key.value : key);

function lineAt(document: YamlDocument, offset: number): number {
  return Math.max(1, document.lines.linePos(offset).line);
}

/** `['groups', 2, 'label', 'zh']` → `groups[2].label.zh`. */
export function pathText(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

/** `groups[2].label.zh` → `['groups', 2, 'label', 'zh']`. */
export function pathSteps(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map((match) => (match[1] === undefined ? (match[2] ?? '') : Number(match[1])));
}

/** The fault as one line: `city.yaml:12 footer.icp — sentence`. */
export function formatFault(fault: Fault, language: keyof Text): string {
  const place = fault.path === '' ? '' : ` ${fault.path}`;
  return `${fault.file}:${fault.line}${place} — ${fault.message[language]}`;
}
