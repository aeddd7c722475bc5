#!/usr/bin/env node
import { type Command, CommandFault } from './command.ts';
import { scheme } from './scheme.ts';
import { score } from './score.ts';
import { windowKey } from './window-key.ts';

const COMMANDS: Readonly<Record<string, Command>> = { score, scheme, window: windowKey };

const HELP = `gongping <command>

${Object.entries(COMMANDS)
  .map(([, command]) => `  ${command.usage}\n      ${command.summary}`)
  .join('\n')}

Exit code 0: all holds. 1: something does not hold, or the input is faulty. 2: could not run.
`;

const [name = '--help', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (name === '--help' || name === '-h') {
  process.stdout.write(HELP);
} else if (!command) {
  process.stderr.write(`There is no command "${name}".\n\n${HELP}`);
  process.exitCode = 2;
} else if (args.includes('--help')) {
  process.stdout.write(`gongping ${command.usage}\n  ${command.summary}\n`);
} else {
  try {
    process.exitCode = await command.run(args, { out: (text) => process.stdout.write(text), error: (text) => process.stderr.write(text) });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = error instanceof CommandFault ? error.exitCode : 2;
  }
}
