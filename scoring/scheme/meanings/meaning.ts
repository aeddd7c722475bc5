import type { Text } from '../../result.ts';

/** What a setting of the scheme language means, for the reference page; keyed by owner and path, such as `image.levels.value`. */
export type Meanings = Readonly<Record<string, Text>>;

/** One kind of part, one step or one block of the file: what it is for, and YAML that shows all its settings. */
export interface Chapter extends Text {
  /** Examples that the checker accepts; together they show every setting. */
  readonly examples: readonly string[];
  /** What the input gives it, as YAML of one unit; absent where it reads nothing by itself. */
  readonly input?: string;
}

export type Chapters = Readonly<Record<string, Chapter>>;

export const say = (zh: string, en: string): Text => ({ zh, en });
