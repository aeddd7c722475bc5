/** Where a command writes; tests hand in their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

export interface Command {
  readonly usage: string;
  readonly summary: string;
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
