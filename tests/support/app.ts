import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type App, createApp } from '../../api/app.ts';
import { hashPassword } from '../../api/auth/passwords.ts';
import { readConfig } from '../../api/config.ts';
import type { Dependencies } from '../../api/context.ts';
import { createLimits } from '../../api/limits.ts';
import { createLogger } from '../../api/log.ts';
import { openSecrets } from '../../api/secrets.ts';
import { type City, loadCity } from '../../content/load.ts';
import { insertUser } from '../../db/queries/staff.ts';
import type { Role } from '../../db/schema/staff.ts';
import { createTestDatabase } from './database.ts';

export const PROJECT = path.resolve(import.meta.dirname, '../..');
export const ORIGIN = 'http://localhost:4321';

export interface TestApp {
  readonly app: App;
  readonly dependencies: Dependencies;
  readonly dataDir: string;
  /** Releases given to the builder, in order: tests do not build pages. */
  readonly builds: string[];
  /** Moves the application's clock. */
  readonly setTime: (now: Date) => void;
  /** Makes an account and signs in. @returns a requester that carries its cookie. */
  readonly as: (role: Role, unitId?: string) => Promise<Requester>;
  readonly anonymous: Requester;
}

export interface Requester {
  readonly userId: string | null;
  /** Calls the API as a page of the site would: same origin, JSON in and out. Cookies that come back are kept. */
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any answer
  readonly body: any;
  readonly headers: Headers;
}

/** The whole API over a real database of its own, with the demonstration city's content and a clock that tests move. */
export async function createTestApp(
  options: { readonly city?: string; readonly change?: (city: City) => City; readonly limitScale?: number } = {},
): Promise<TestApp> {
  const { db, sql } = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gongping-data-'));
  const cityId = options.city ?? 'demo';
  let now = new Date('2026-11-20T08:00:00Z');
  const builds: string[] = [];
  const dependencies: Dependencies = {
    db,
    sql,
    city: (options.change ?? ((city) => city))(loadCity(PROJECT, cityId)),
    config: readConfig({ CITY: cityId, DATA_DIR: dataDir, LOG_LEVEL: 'error' }, PROJECT),
    secrets: openSecrets(dataDir),
    jobs: { buildRelease: async (id) => void builds.push(id) },
    clock: () => now,
    random: (length) => new Uint8Array(randomBytes(length)),
    log: createLogger('error'),
  };
  const app = createApp(dependencies, { limits: createLimits(sql, options.limitScale ?? 1000) });
  return {
    app,
    dependencies,
    dataDir,
    builds,
    setTime: (time) => {
      now = time;
    },
    as: async (role, unitId) => {
      const userId = randomUUID();
      const login = `${role}-${userId.slice(0, 8)}`;
      await insertUser(db, {
        id: userId,
        login,
        name: login,
        role,
        unitId: unitId ?? null,
        body: `body of ${role}`,
        passwordHash: await hashPassword('a long password'),
      });
      const requester = createRequester(app, userId);
      const signedIn = await requester.call('POST', '/api/v1/session', { login, password: 'a long password' });
      if (signedIn.status !== 200) throw new Error(`sign-in failed: ${JSON.stringify(signedIn.body)}`);
      return requester;
    },
    anonymous: createRequester(app, null),
  };
}

/** A browser of its own: keeps the cookies it is given. */
export function createRequester(app: App, userId: string | null): Requester {
  const jar = new Map<string, string>();
  return {
    userId,
    call: async (method, address, body, headers = {}) => {
      const response = await app.request(address, {
        method,
        headers: {
          origin: ORIGIN,
          ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const [name = '', value = ''] = pair.split(/=(.*)/s);
        if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name);
        else jar.set(name, value);
      }
      const type = response.headers.get('content-type') ?? '';
      if (type.includes('officedocument')) return { status: response.status, body: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
      const text = await response.text();
      const isJson = type.includes('json');
      return { status: response.status, body: isJson && text ? JSON.parse(text) : text, headers: response.headers };
    },
  };
}
