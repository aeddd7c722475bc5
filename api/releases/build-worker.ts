import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { build } from 'astro';
import { compressFolder } from '../web/compress.ts';

/** Started by `buildPages` with the output folder as its only argument. */
const out = process.argv[2];
if (out === undefined) throw new Error('usage: build-worker <output folder>');
process.once('disconnect', () => {
  rmSync(out, { recursive: true, force: true }); // whoever asked for the pages is gone
  process.exit(1);
});
await rm(out, { recursive: true, force: true });
await build({ root: process.cwd(), outDir: out, logLevel: 'error' });
await compressFolder(out);
process.exit(0);
