import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'astro';
import { compressFolder } from './compress.ts';

/** Started by `ensureWorkspace` with the folder to build into and the folder it becomes when it is whole. */
const [draft, folder] = process.argv.slice(2);
if (draft === undefined || folder === undefined) throw new Error('usage: workspace-worker <draft folder> <final folder>');
await build({ root: process.cwd(), outDir: draft, logLevel: 'error' });
await compressFolder(path.join(draft, 'client'));
await rm(folder, { recursive: true, force: true });
await rename(draft, folder);
process.exit(0);
