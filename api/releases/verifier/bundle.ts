import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { PRODUCT } from '../../product.ts';

/** What the verifier is made of: a change in any of these needs a new build. */
const SOURCES = ['scoring/**/*.ts', 'proof/**/*.ts', 'api/releases/verifier/*.ts', 'package-lock.json', 'package.json'];

const BANNER = `/* Gongping ${PRODUCT.version}: verifier of a release in one file. Run: node verify.mjs <folder or address> [--json] [--lang zh|en] [--key <key id>]
   AGPL-3.0-or-later. Made from proof/release, scoring and api/releases/verifier of that version. Contains zod, fraction.js, @noble/curves and @noble/hashes (MIT) and yaml (ISC). */`;

/** The text of `verify.mjs`, built once per product version and kept. The same sources give the same bytes. */
export async function verifierText(projectDir: string): Promise<string> {
  const folder = path.join(projectDir, '.build', 'verifier');
  const file = path.join(folder, `${fingerprint(projectDir)}.mjs`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { outputFiles } = await build({
    absWorkingDir: projectDir,
    entryPoints: ['api/releases/verifier/standalone.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:*'],
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: BANNER },
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  mkdirSync(folder, { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
  return text;
}

function fingerprint(projectDir: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: projectDir }).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(projectDir, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}
