import path from 'node:path';
import { loadCity } from '../../content/load.ts';
import { type Config, ConfigFault, readConfig } from '../config.ts';
import type { Dependencies } from '../context.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../log.ts';
import { openSecrets } from '../secrets.ts';
import { type OpenedDatabase, openDatabase } from '../start/database.ts';
import { StartFault } from '../start/fault.ts';
import { CommandFault, type Language } from './command.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/** The settings that `npm start` reads. @throws CommandFault */
export function settings(): Config {
  try {
    return readConfig(process.env, PROJECT);
  } catch (error) {
    if (error instanceof ConfigFault) throw new CommandFault(error.message, 1);
    throw error;
  }
}

/** Opens the city's database beside a running server, or starts PostgreSQL for the length of the command. @throws CommandFault */
export async function withCity<T>(config: Config, language: Language, act: (deps: Dependencies) => Promise<T>): Promise<T> {
  let database: OpenedDatabase | undefined;
  try {
    database = await openDatabase(config);
    const { db, sql } = database;
    return await act({
      db,
      sql,
      config,
      city: loadCity(PROJECT, config.city),
      secrets: openSecrets(config.dataDir),
      jobs: { buildRelease: async () => {} },
      clock: () => new Date(),
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      log: createLogger('silent'),
    });
  } catch (error) {
    if (error instanceof AppError)
      throw new CommandFault([error.sentence, ...error.faults.map(({ message }) => message)].map((one) => one[language]).join('\n'), 1);
    if (error instanceof StartFault) throw new CommandFault(error.message, 2);
    throw error;
  } finally {
    await database?.shutDown();
  }
}
