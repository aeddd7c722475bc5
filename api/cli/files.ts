import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFault, parseYaml, syntaxFaults } from '../../content/yaml.ts';
import { type LoadedScheme, loadScheme, parseScheme, SchemeFaults } from '../schemes/schemes.ts';
import { CommandFault } from './command.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFault(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, 2);
  }
}

/** A scheme by file, or by the id of one that ships with the product. @throws CommandFault with every fault on its line. */
export function readScheme(name: string): LoadedScheme {
  try {
    if (!existsSync(name)) return loadScheme(PROJECT, name);
    const text = readText(name);
    return parseScheme(text, name, parseYaml(text));
  } catch (error) {
    if (error instanceof SchemeFaults) throw new CommandFault(error.message, 1);
    throw error;
  }
}

/** Plain data from JSON or YAML; JSON is YAML, so one reader gives both their lines. */
export function readData(file: string): unknown {
  const document = parseYaml(readText(file));
  const faults = syntaxFaults(document, file);
  if (faults.length > 0) throw new CommandFault(faults.map((fault) => formatFault(fault, 'en')).join('\n'), 1);
  return document.document.toJS();
}
