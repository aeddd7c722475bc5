import { randomBytes } from 'node:crypto';
import { readConfig } from '../../../api/config.ts';
import type { Dependencies } from '../../../api/context.ts';
import { createLogger } from '../../../api/log.ts';
import { buildRelease } from '../../../api/releases/build.ts';
import { openSecrets } from '../../../api/secrets.ts';
import { loadCity } from '../../../content/load.ts';
import { connect } from '../../../db/client.ts';
import { PROJECT } from '../../support/app.ts';
import { plainPages } from './plain-pages.ts';

/** A process that builds a release and kills itself after the named step. */
const [url = '', dataDir = '', release = '', last = '', time = ''] = process.argv.slice(2);
const { db, sql } = connect(url, { max: 5 });
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};
const deps: Dependencies = {
  db,
  sql,
  city: loadCity(PROJECT, 'demo'),
  config: readConfig({ CITY: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, PROJECT),
  secrets: openSecrets(dataDir),
  jobs: { buildRelease: async () => {} },
  clock: () => new Date(time),
  random: (length) => new Uint8Array(randomBytes(length)),
  log: createLogger('silent'),
};
await buildRelease(deps, release, {
  step: (done) => {
    if (done === last) die();
  },
  pages: async (projectDir, dataFolder, name) => {
    const out = await plainPages(projectDir, dataFolder, name);
    if (last === 'in the pages') die();
    return out;
  },
});
process.exit(3);
