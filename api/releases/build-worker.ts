import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { build } from 'astro';
import { compressFolder } from '../web/compress.ts';

/** Started by `buildPages` with the output folder, and the folder for compressed copies of the data where these are wanted. */
const [out, packed] = process.argv.slice(2);
const data = process.env['GONGPING_RELEASE'];
if (out === undefined || data === undefined)
  throw new Error('usage: GONGPING_RELEASE=<data folder> build-worker <output folder> [<folder for compressed data>]');
process.once('disconnect', () => {
  rmSync(out, { recursive: true, force: true }); // whoever asked for the pages is gone
  process.exit(1);
});
await rm(out, { recursive: true, force: true });
await build({ root: process.cwd(), outDir: out, logLevel: 'error' });
await compressFolder(out);
if (packed) await compressFolder(data, packed);
process.exit(0);
