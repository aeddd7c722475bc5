import { z } from '@hono/zod-openapi';

/** Control characters but line break and tab, and the invisible marks that turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text as people wrote it: whole and composed characters, plain line breaks, nothing invisible that changes how it reads. Never markup. */
export const plainText = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED, '').normalize('NFC').trim();

/** A text field: at most `longest` characters, cleaned. */
export const words = (longest: number) => z.string().max(longest).transform(plainText);

/** An id in an address: what was never given out cannot be asked for. */
export const idParam = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);
