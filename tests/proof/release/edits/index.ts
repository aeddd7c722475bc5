import type { Edit } from './edit.ts';
import { FACTS } from './facts.ts';
import { FOLDER, KEYS, MANIFESTS } from './folder.ts';
import { INPUTS } from './inputs.ts';
import { RESULTS, RULES } from './results.ts';
import { STATEMENTS, VERSIONS_EDITS, WORDS } from './said.ts';
import { STAGES } from './stages.ts';
import { SPLIT_EDITS, TABLES, WINDOWS } from './tables.ts';

/** Every kind of edit. */
export const EDITS: readonly Edit[] = [
  ...FACTS,
  ...INPUTS,
  ...RESULTS,
  ...RULES,
  ...WINDOWS,
  ...TABLES,
  ...SPLIT_EDITS,
  ...MANIFESTS,
  ...KEYS,
  ...FOLDER,
  ...VERSIONS_EDITS,
  ...WORDS,
  ...STATEMENTS,
  ...STAGES,
];
