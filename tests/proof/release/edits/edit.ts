import type { Files } from '../fixture.ts';

/** One change of one thing in a release, as a forger or an accident would make it. */
export interface Edit {
  readonly name: string;
  readonly edit: (files: Files) => void;
  /**
   * What finds it when the office's own key signs the changed files: the id of a finding. Null where only digests and
   * signature protect it, because the content is a statement of fact that nothing else contradicts.
   */
  readonly signed: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: edits reach into any file
export type Anything = any;

export const text = (path: string, change: (text: string) => string) => (files: Files) => {
  const before = files.get(path);
  const after = before === undefined ? undefined : change(before);
  if (before === undefined || after === before) throw new Error(`nothing to change in ${path}`);
  files.set(path, after ?? '');
};

/** Changes the value of a JSON file and spells it as it was spelled. */
export const json = (path: string, change: (value: Anything) => void) =>
  text(path, (before) => {
    const value = JSON.parse(before);
    change(value);
    return `${JSON.stringify(value, null, before.includes('\n ') ? 1 : undefined)}\n`;
  });

export const edit = (name: string, change: (files: Files) => void, signed: string | null): Edit => ({ name, edit: change, signed });
