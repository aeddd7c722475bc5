import { randomBytes, randomUUID } from 'node:crypto';
import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../api/config.ts';
import type { Dependencies } from '../../api/context.ts';
import { createLogger } from '../../api/log.ts';
import { buildRelease } from '../../api/releases/build.ts';
import { buildPages } from '../../api/releases/build-pages.ts';
import { releaseFolder } from '../../api/releases/folder.ts';
import { FOLDER_ACCESS } from '../../api/releases/proving.ts';
import { readFolder } from '../../api/releases/verifier/readers.ts';
import { computeScores } from '../../api/scores/scores.usecases.ts';
import { openSecrets } from '../../api/secrets.ts';
import { type City, loadCity } from '../../content/load.ts';
import { connect } from '../../db/client.ts';
import { migrateTo } from '../../db/migrate.ts';
import { insertRelease } from '../../db/queries/releases.ts';
import { insertUser } from '../../db/queries/staff.ts';
import { DEMO_SEED, generateDemo } from '../../db/seed/demo/index.ts';
import { writeCity, writeDemo } from '../../db/seed/write.ts';
import { verifyRelease } from '../../proof/release/verify.ts';
import type { ReleaseTimes } from './releases.ts';

/** One city of the wanted size from an empty database to a verified release; tells the seconds of each step. */
const [databaseUrl = '', dataDir = '', wanted = '122'] = process.argv.slice(2);
const PROJECT = process.cwd();
const NOW = new Date('2026-11-20T08:00:00Z');

/** The demonstration city with its departments and counties again and again, under other names, until it has that many units. */
function enlarged(city: City, size: number): City {
  const many = city.units.filter(({ category }) => city.units.filter((unit) => unit.category === category).length > 1);
  const more = Array.from({ length: size - city.units.length }, (_, at) => {
    const unit = many[at % many.length] as City['units'][number];
    const round = Math.floor(at / many.length) + 2;
    return { ...unit, id: `${unit.id}-${round}`, name: { zh: `${unit.name.zh}（${round}）`, en: `${unit.name.en} ${round}` } };
  });
  return { ...city, units: [...city.units, ...more] };
}

const seconds: Record<string, number> = {};
let last = performance.now();
const done = (name: string): void => {
  const now = performance.now();
  seconds[name] = (now - last) / 1000;
  last = now;
};

await migrateTo(databaseUrl);
const { db, sql } = connect(databaseUrl, { max: 4 });
const city = enlarged(loadCity(PROJECT, 'demo'), Number(wanted));
const deps: Dependencies = {
  db,
  sql,
  city,
  config: readConfig({ CITY: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, PROJECT),
  secrets: openSecrets(dataDir),
  jobs: { buildRelease: async () => {} },
  clock: () => NOW,
  random: (length) => new Uint8Array(randomBytes(length)),
  log: createLogger('silent'),
};
await writeCity(db, city, NOW);
await writeDemo(db, generateDemo(city, DEMO_SEED, NOW));
done('written');
const { id: run } = await computeScores(deps, '2024', null);
done('scores');
const people = { preparedBy: randomUUID(), publishedBy: randomUUID() };
await insertUser(db, { id: people.preparedBy, login: 'bench-1', name: 'first', role: 'office-staff', unitId: null, passwordHash: 'none' });
await insertUser(db, { id: people.publishedBy, login: 'bench-2', name: 'second', role: 'office-approver', unitId: null, passwordHash: 'none' });
const { id } = await insertRelease(db, { kind: 'score', state: 'building', runs: { 2024: run }, cycles: ['2024'], stage: 'provisional', ...people });
await buildRelease(deps, id, { step: done, pages: buildPages });

const release = releaseFolder(dataDir, 1);
last = performance.now();
const { verdict } = await verifyRelease(await readFolder(release, FOLDER_ACCESS));
if (verdict === 'fails') throw new Error('the release does not hold');
done('verified again');

const bytesUnder = (folder: string): number =>
  globSync('**/*', { cwd: folder })
    .map((name) => statSync(path.join(folder, name)))
    .reduce((sum, each) => sum + (each.isFile() ? each.size : 0), 0);
const told: ReleaseTimes = {
  units: city.units.length,
  pages: globSync('**/*.html', { cwd: path.join(release, 'site') }).length,
  megabytes: { data: bytesUnder(path.join(release, 'data')) / 1e6, site: bytesUnder(path.join(release, 'site')) / 1e6 },
  seconds,
};
await sql.end();
process.send?.(told, () => process.exit(0));
