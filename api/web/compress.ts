import { globSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isTextsPath } from '../../proof/release/texts.ts';

const TEXT = '**/*.{html,css,js,mjs,svg,json,xml,atom,txt,csv,yaml,md}';
/** Smaller files travel in one packet anyway. */
const LEAST_BYTES = 1024;
/** Beyond this brotli gains few bytes for much time. */
const QUALITY = 7;

const gzipped = promisify(gzip);
const brotli = promisify(brotliCompress);

/**
 * Makes a `.gz` and a `.br` of every text file of a folder, once, so that nothing is compressed while it is served.
 * Words that can be taken back are left out: a copy would outlast them.
 * @param into where they go; beside the files unless said otherwise.
 */
export async function compressFolder(folder: string, into = folder): Promise<void> {
  const files = globSync(TEXT, { cwd: folder }).filter((file) => !isTextsPath(file.split(path.sep).join('/')));
  for (let at = 0; at < files.length; at += 16) {
    await Promise.all(files.slice(at, at + 16).map((file) => compressFile(path.join(folder, file), path.join(into, file))));
  }
}

async function compressFile(file: string, target: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < LEAST_BYTES) return;
  const [gz, br] = await Promise.all([gzipped(content, { level: 9 }), brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })]);
  await mkdir(path.dirname(target), { recursive: true });
  await Promise.all([writeFile(`${target}.gz`, gz), writeFile(`${target}.br`, br)]);
}
