import type { Edit } from './folder.ts';

export interface Case extends Edit {
  readonly what: string;
  readonly city?: string;
  /** Lines below the edited text at which the fault stands. */
  readonly below?: number;
  readonly path: string | RegExp;
  readonly zh: RegExp;
  readonly en: RegExp;
}
