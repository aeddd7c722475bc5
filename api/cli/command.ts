import type { Text } from '../../content/sentences.ts';

/** Where a command writes; tests hand in their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

export type Language = keyof Text;

export interface Command {
  readonly usage: string;
  readonly summary: Text;
  /** @returns 0 all holds, 1 something does not hold or the input is faulty, 2 could not run. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<0 | 1 | 2>;
}

/** Ends a command with one sentence. */
export class CommandFault extends Error {
  readonly exitCode: 1 | 2;
  constructor(sentence: string, exitCode: 1 | 2) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** `--lang zh` or `--lang=zh`, wherever it stands; English otherwise, so that a fault in the arguments is told in the language asked for. */
export function languageOf(args: readonly string[]): Language {
  return args.some((arg, i) => arg === '--lang=zh' || (arg === 'zh' && args[i - 1] === '--lang')) ? 'zh' : 'en';
}

export const usageFault = (usage: string, language: Language): CommandFault =>
  new CommandFault(`${language === 'zh' ? '用法' : 'Usage'}: gongping ${usage}`, 2);
