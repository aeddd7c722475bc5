import { rm } from 'node:fs/promises';
import { build } from 'astro';

/** Started by `buildPages` with the output folder as its only argument. */
const out = process.argv[2];
if (out === undefined) throw new Error('usage: build-worker <output folder>');
await rm(out, { recursive: true, force: true });
await build({ root: process.cwd(), outDir: out, logLevel: 'error' });
process.exit(0);
