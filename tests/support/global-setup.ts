import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrateTo } from '../../db/migrate.ts';
import { startEmbeddedPostgres } from '../../db/postgres/launcher.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresUrl: string;
  }
}

export const TEMPLATE = 'gongping_template';

/** One PostgreSQL for the whole run, migrated once into a template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gongping-tests-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL runs as another user and must reach it
  const server = await startEmbeddedPostgres(folder);
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${TEMPLATE}`);
  await migrateTo(withDatabase(server.url, TEMPLATE));
  await sql.end();
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

export const withDatabase = (url: string, name: string): string => url.replace(/\/[^/]*$/, `/${name}`);
