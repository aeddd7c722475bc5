import path from 'node:path';
import { cityIds, readCity } from '../content/load.ts';
import { formatFault } from '../content/yaml.ts';
import { documentFaults } from './tools/documents.ts';
import { lockfileFaults } from './tools/lockfile.ts';
import { run } from './tools/run-command.ts';

const PROJECT = path.resolve(import.meta.dirname, '..');

interface Check {
  readonly name: string;
  readonly faults: () => Promise<readonly string[]>;
}

const command = (name: string, program: string, ...args: string[]): Check => ({
  name,
  faults: async () => {
    const { code, output } = await run(program, args, { env: { ASTRO_TELEMETRY_DISABLED: '1' } });
    return code === 0 ? [] : [output.trim()];
  },
});

const CHECKS: readonly Check[] = [
  command('format, lint and import arrows', 'biome', 'ci', '--colors=off', '--max-diagnostics=40', '--error-on-warnings', '.'),
  command('types', 'tsc', '--noEmit'),
  command('types of pages', 'astro', 'check', '--minimumSeverity', 'error', '--noSync'),
  { name: 'lockfile', faults: async () => lockfileFaults(PROJECT) },
  { name: 'documents name only paths that exist', faults: async () => documentFaults(PROJECT) },
  {
    name: 'city content',
    faults: async () => cityIds(PROJECT).flatMap((id) => (readCity(PROJECT, id).faults ?? []).map((fault) => formatFault(fault, 'en'))),
  },
];

let failed = 0;
for (const { name, faults } of CHECKS) {
  const began = performance.now();
  const found = await faults();
  process.stdout.write(`${found.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
  for (const fault of found) process.stdout.write(`${fault}\n`);
  if (found.length > 0) failed += 1;
}
process.stdout.write(failed === 0 ? 'all checks hold\n' : `${failed} of ${CHECKS.length} checks do not hold\n`);
process.exit(failed === 0 ? 0 : 1);
