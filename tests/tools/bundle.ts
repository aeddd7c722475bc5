import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const PROJECT = path.resolve(import.meta.dirname, '../..');

export interface Bundle {
  /** One script that a page can run; the room's public face is `globalThis.<name>`. */
  readonly code: string;
  readonly bytes: number;
  readonly gzipped: number;
  /** Files that went in, from the root of the tree. */
  readonly inputs: readonly string[];
}

/** A room as browsers get it: one file, without Node, smallest. Anything that only Node has ends with an error. */
export async function bundle(entry: string, name: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: PROJECT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    globalName: name,
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  return { code, bytes: Buffer.byteLength(code), gzipped: gzipSync(code).byteLength, inputs: Object.keys(metafile.inputs) };
}
