import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = '**/*.{html,css,js,mjs,svg,json,xml,txt}';
/** Smaller files travel in one packet anyway. */
const LEAST_BYTES = 1024;
/** Beyond this brotli gains few bytes for much time. */
const QUALITY = 7;

const gzipped = promisify(gzip);
const brotli = promisify(brotliCompress);

/** Puts a `.gz` and a `.br` beside every text file of a built folder, once, so that nothing is compressed while it is served. */
export async function compressFolder(folder: string): Promise<void> {
  const files = globSync(TEXT, { cwd: folder });
  for (let at = 0; at < files.length; at += 16) await Promise.all(files.slice(at, at + 16).map((file) => compressFile(path.join(folder, file))));
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < LEAST_BYTES) return;
  const [gz, br] = await Promise.all([gzipped(content, { level: 9 }), brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })]);
  await Promise.all([writeFile(`${file}.gz`, gz), writeFile(`${file}.br`, br)]);
}
