import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Command, CommandFault } from '../../api/cli/command.ts';

export interface Ended {
  readonly code: 0 | 1 | 2;
  readonly output: string;
}

/** Runs a command as `npx gongping` does, in this process. */
export async function runCommand(command: Command, ...args: string[]): Promise<Ended> {
  let output = '';
  const keep = (text: string): void => {
    output += text;
  };
  try {
    return { code: await command.run(args, { out: keep, error: keep }), output };
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    return { code: error.exitCode, output: output + error.message };
  }
}

/** A folder of files that a test writes. */
export function folder(): (name: string, text: string | Uint8Array) => string {
  const place = mkdtempSync(path.join(tmpdir(), 'gongping-cli-'));
  return (name, text) => {
    const file = path.join(place, name);
    writeFileSync(file, text);
    return file;
  };
}
