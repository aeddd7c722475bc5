import path from 'node:path';
import { type Fault, faultAt, parseYaml, plainData } from '../../content/yaml.ts';
import { checkInput, type Fault as InputFault, readFlat, type Scheme, type ScoringInput } from '../../scoring/index.ts';
import { readTable } from '../imports/csv.ts';
import { likely } from '../schemes/schemes.ts';
import { CommandFault, type Language } from './command.ts';
import { faulty, readBytes, readText } from './files.ts';

interface Options {
  /** Name of the cycle for a CSV file, which may lack one. */
  readonly cycle: string | undefined;
  readonly language: Language;
}

/** A scoring input from JSON, YAML or CSV, by the file's ending. @throws CommandFault with every fault on its line. */
export function readInput(file: string, scheme: Scheme, options: Options): ScoringInput {
  return path.extname(file).toLowerCase() === '.csv' ? fromTable(file, scheme, options) : fromDocument(file, scheme, options);
}

/** JSON is YAML, so one reader gives both their lines. */
function fromDocument(file: string, scheme: Scheme, { language }: Options): ScoringInput {
  const text = readText(file, language);
  const document = parseYaml(text);
  const { value, faults } = plainData(document, file);
  if (faults.length > 0) throw faulty(likely(text, file, faults), language);
  const checked = checkInput(scheme, value);
  if (checked.ok) return checked.input;
  const found = checked.faults.map((fault) => faultAt(document, file, fault.path, fault.message));
  throw faulty(likely(text, file, found), language);
}

function fromTable(file: string, scheme: Scheme, { cycle, language }: Options): ScoringInput {
  const read = readTable(readBytes(file, language));
  if (read.fault) throw new CommandFault(`${file}:${/\d+/.exec(read.fault.path)?.[0] ?? 1} — ${read.fault.message[language]}`, 1);
  const flat = readFlat(scheme, read.table, cycle);
  const inFile = ({ path: place, message }: InputFault): Fault => ({ file, message, ...flat.placeOf(place) });
  if (!flat.ok) throw faulty(flat.faults.map(inFile), language);
  const checked = checkInput(scheme, flat.value);
  if (!checked.ok) throw faulty(checked.faults.map(inFile), language);
  return checked.input;
}
