#!/usr/bin/env node
import { auditor } from './auditor.ts';
import { type Command, CommandFault, type Language, languageOf } from './command.ts';
import { receipt } from './receipt.ts';
import { release } from './release.ts';
import { scheme } from './scheme.ts';
import { score } from './score.ts';
import { user } from './user.ts';
import { verify } from './verify.ts';
import { window } from './window.ts';

const COMMANDS: Readonly<Record<string, Command>> = { score, scheme, verify, receipt, auditor, release, window, user };

const WORDS = {
  zh: {
    command: '命令',
    codes: '退出码 0：全部成立；1：有不成立之处，或输入有误；2：无法运行。',
    unknown: (name: string) => `没有命令“${name}”。`,
  },
  en: {
    command: 'command',
    codes: 'Exit code 0: all holds. 1: something does not hold, or the input is faulty. 2: could not run.',
    unknown: (name: string) => `There is no command "${name}".`,
  },
} as const;

function help(language: Language): string {
  const commands = Object.values(COMMANDS).map(({ usage, summary }) => `  ${usage}\n      ${summary[language]}`);
  return `gongping <${WORDS[language].command}>\n\n${commands.join('\n')}\n\n${WORDS[language].codes}\n`;
}

const [name = '--help', ...args] = process.argv.slice(2);
const language = languageOf(args);
const command = COMMANDS[name];
if (name === '--help' || name === '-h') {
  process.stdout.write(help(language));
} else if (!command) {
  process.stderr.write(`${WORDS[language].unknown(name)}\n\n${help(language)}`);
  process.exitCode = 2;
} else if (args.includes('--help')) {
  process.stdout.write(`gongping ${command.usage}\n  ${command.summary[language]}\n`);
} else {
  try {
    process.exitCode = await command.run(args, { out: (text) => process.stdout.write(text), error: (text) => process.stderr.write(text) });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = error instanceof CommandFault ? error.exitCode : 2;
  }
}
