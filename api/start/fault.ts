/** A start that cannot go on: one sentence for the person at the terminal, and the exit code. */
export class StartFault extends Error {
  /** 1: the input (settings, content) is faulty; 2: the surroundings do not allow it (port, folder, database). */
  readonly exitCode: 1 | 2;
  constructor(sentence: string, exitCode: 1 | 2) {
    super(sentence);
    this.exitCode = exitCode;
  }
}
