import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Fault, formatFault, parseYaml } from '../../content/yaml.ts';
import { type LoadedScheme, loadScheme, parseScheme, SchemeFaults } from '../schemes/schemes.ts';
import { CommandFault, type Language } from './command.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

function unreadable(file: string, error: unknown, language: Language): CommandFault {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandFault(language === 'zh' ? `无法读取文件 ${file}（${code}）。` : `${file} cannot be read (${code}).`, 2);
}

/** @throws CommandFault 2 when there is no such file or it cannot be read. */
export function readBytes(file: string, language: Language): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error, language);
  }
}

/** A file of any size, piece by piece. @throws CommandFault 2 as `readBytes`, while it is read. */
export async function* streamOf(file: string, language: Language): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file)) yield piece as Buffer;
  } catch (error) {
    throw unreadable(file, error, language);
  }
}

export const readText = (file: string, language: Language): string => readBytes(file, language).toString('utf8');

/** Everything that is wrong with a file, one line each: file, line, place, sentence. */
export function faulty(faults: readonly Fault[], language: Language): CommandFault {
  return new CommandFault(faults.map((fault) => formatFault(fault, language)).join('\n'), 1);
}

/** A scheme by file, or by the id of one that ships with the product. @throws CommandFault with every fault on its line. */
export function readScheme(name: string, language: Language): LoadedScheme {
  try {
    if (!existsSync(name) && !/\.ya?ml$/.test(name)) return loadScheme(PROJECT, name);
    const text = readText(name, language);
    return parseScheme(text, name, parseYaml(text));
  } catch (error) {
    if (error instanceof SchemeFaults) throw faulty(error.faults, language);
    throw error;
  }
}
