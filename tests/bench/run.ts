import { castBench } from './casts.ts';
import { listsBench } from './lists.ts';
import { openingBench, openingMillionBench } from './openings.ts';
import { releaseBench } from './releases.ts';
import { scoringBench } from './scoring.ts';
import { servingBench } from './serving.ts';

/** Measurements, never assertions: ratios within one run on the machine it runs on. `npm run bench [case …]`. */
const CASES: Readonly<Record<string, (write: (line: string) => void) => Promise<void>>> = {
  casts: castBench,
  lists: listsBench,
  openings: openingBench,
  scoring: scoringBench,
  serving: servingBench,
  releases: releaseBench,
};
/** Takes many minutes: run when it is named. */
const ON_REQUEST: typeof CASES = { 'openings-million': openingMillionBench };

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(CASES)) {
  const bench = CASES[name] ?? ON_REQUEST[name];
  if (!bench) {
    process.stderr.write(`There is no case "${name}". Cases: ${Object.keys({ ...CASES, ...ON_REQUEST }).join(', ')}\n`);
    process.exit(2);
  }
  process.stdout.write(`\n${name}\n`);
  await bench((line) => process.stdout.write(`${line}\n`));
}
process.exit(0);
