import { fromHex } from './bytes.ts';
import { toCharacters } from './share-text.ts';

const BYTES = 20;

/**
 * A root in a form short enough for a newspaper and for reading aloud: its first 160 bits as 32 characters in groups
 * of four. Two boxes with the same short form would take some 2⁸⁰ tries, also for whoever fills the box.
 * @throws when the root is not hexadecimal.
 */
export const shortRoot = (root: string): string => toCharacters(fromHex(root).subarray(0, BYTES)).replace(/.{4}(?=.)/g, '$&-');
