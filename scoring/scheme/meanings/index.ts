import { beside } from './beside.ts';
import { besideChapters } from './chapters-beside.ts';
import { fileChapters } from './chapters-file.ts';
import { partChapters } from './chapters-parts.ts';
import { stepChapters } from './chapters-steps.ts';
import { everywhere, file, inLists } from './file.ts';
import { input } from './input.ts';
import type { Meanings } from './meaning.ts';
import { parts } from './parts.ts';
import { pools } from './pools.ts';
import { steps } from './steps.ts';

/**
 * The scheme language in words, for the reference page. Types, ranges and what must be there come from the schemas; a
 * test holds that every setting of the schemas has its words here, and that no words are left over.
 */
export const MEANINGS: Meanings = { ...file, ...pools, ...parts, ...beside, ...steps, ...input };
export const EVERYWHERE: Meanings = everywhere;
export const IN_LISTS: Meanings = inLists;
export { besideChapters, fileChapters, partChapters, stepChapters };
