import path from 'node:path';
import { type Fault, faultAt, parseYaml, plainData } from '../../content/yaml.ts';
import { checkInput, type Fault as InputFault, readFlat, type Scheme, type ScoringInput } from '../../scoring/index.ts';
import { likely } from '../schemes/schemes.ts';
import { readTable } from '../spreadsheets/csv.ts';
import { CommandFault, type Language } from './command.ts';
import { faulty, readBytes, readText } from './files.ts';

interface Options {
  /** Name of the cycle for a CSV file, which may lack one. */
  readonly cycle: string | undefined;
  readonly language: Language;
}

/** One input of a file; worked examples hold several, each with a name. */
export interface NamedInput {
  readonly name: string | null;
  readonly input: ScoringInput;
}

/**
 * The scoring inputs of a file in JSON, YAML or CSV, by its ending: one, or the cases of a worked example as they lie in
 * `tests/vectors`. @throws CommandFault with every fault on its line.
 */
export function readInputs(file: string, scheme: Scheme, options: Options): NamedInput[] {
  return path.extname(file).toLowerCase() === '.csv' ? [{ name: null, input: fromTable(file, scheme, options) }] : fromDocument(file, scheme, options);
}

/** JSON is YAML, so one reader gives both their lines. */
function fromDocument(file: string, scheme: Scheme, { language }: Options): NamedInput[] {
  const text = readText(file, language);
  const document = parseYaml(text);
  const { value, faults } = plainData(document, file);
  if (faults.length > 0) throw faulty(likely(text, file, faults), language);
  return entriesOf(value).map(({ name, place, entry }) => {
    const checked = checkInput(scheme, entry);
    if (checked.ok) return { name, input: checked.input };
    const found = checked.faults.map((fault) => faultAt(document, file, [...place, ...fault.path], fault.message));
    throw faulty(likely(text, file, found), language);
  });
}

/** The document itself, or each case of a worked example with its place in the file. */
function entriesOf(value: unknown): { name: string | null; place: (string | number)[]; entry: unknown }[] {
  const cases = typeof value === 'object' && value !== null && 'cases' in value ? value.cases : null;
  if (!Array.isArray(cases) || !cases.every((one): one is { name?: unknown; input: unknown } => typeof one === 'object' && one !== null && 'input' in one)) {
    return [{ name: null, place: [], entry: value }];
  }
  return cases.map(({ name, input }, i) => ({ name: String(name ?? i + 1), place: ['cases', i, 'input'], entry: input }));
}

function fromTable(file: string, scheme: Scheme, { cycle, language }: Options): ScoringInput {
  const read = readTable(readBytes(file, language));
  if (read.fault) throw new CommandFault(`${file}:${/\d+/.exec(read.fault.path)?.[0] ?? 1} — ${read.fault.message[language]}`, 1);
  const flat = readFlat(scheme, read.table, cycle);
  const inFile = ({ path: place, message }: InputFault): Fault => ({ file, message, ...flat.placeOf(place) });
  if (!flat.ok) throw faulty(flat.faults.map(inFile), language);
  const checked = checkInput(scheme, flat.value);
  if (!checked.ok) throw faulty(ofColumns(checked.faults, scheme, inFile), language);
  return checked.input;
}

/**
 * Faults of a table on their lines. What is wrong with a column's name is said once: on the header's line, or, where
 * other categories may know the name, on that of the first row.
 */
function ofColumns(faults: readonly InputFault[], scheme: Scheme, inFile: (one: InputFault) => Fault): Fault[] {
  const said = new Set<string>();
  return faults.flatMap((one) => {
    const found = inFile(one);
    if (one.about !== 'name') return [found];
    const key = `${found.path} ${found.message.en}`;
    if (said.has(key)) return [];
    said.add(key);
    return [scheme.categories.length === 1 ? { ...found, line: 1 } : found];
  });
}
