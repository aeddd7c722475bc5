import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { type Connection, connect } from '../../db/client.ts';

const TEMPLATE = 'gongping_template';

/** A database of its own for one test file, copied from the migrated template and dropped afterwards. */
export async function createTestDatabase(): Promise<Connection & { readonly url: string }> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${TEMPLATE}`);
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  const connection = connect(url, { max: 20 });
  afterAll(async () => {
    await connection.close();
    await onServer(server, `drop database ${name} with (force)`);
  });
  return { ...connection, url };
}

async function onServer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  for (let left = 20; ; left--) {
    try {
      await sql.unsafe(statement);
      break;
    } catch (error) {
      // Two files that copy the template at the same moment: PostgreSQL asks the second to wait.
      if (left === 0 || (error as { code?: string }).code !== '55006') throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  await sql.end();
}
