import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import { entitlementCookie } from '../../api/proofs/entitlement.ts';
import { openSecrets } from '../../api/secrets.ts';
import { SEAL_OVERHEAD } from '../../proof/envelope.ts';
import { makeTicket, TICKET_BYTES } from '../../proof/mark.ts';

export const WINDOW = 'demo-2025';
const RIGHT = { group: 'public-web', channel: 'code', stratum: 'all' };

/** A web process that takes casts; `cast-server.ts`. */
export interface CastServer {
  readonly url: string;
  readonly child: ChildProcess;
}

export async function startCastServer(databaseUrl: string, dataDir: string, ...options: string[]): Promise<CastServer> {
  const child = fork(path.join(import.meta.dirname, 'cast-server.ts'), [databaseUrl, dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: options,
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`the cast server ended with code ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}`, child };
}

export async function end({ child }: CastServer, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** A request that casts, and the ticket by which it is found in the box. */
interface CastRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ticket: string;
}

/** Every request is another person. Ciphertexts are random bytes of the right length; the server cannot tell. */
export function castRequests(dataDir: string, units: readonly string[], plaintextLength: number): () => CastRequest {
  const key = openSecrets(dataDir).derive('entitlement');
  const ciphertext = randomBytes(plaintextLength + SEAL_OVERHEAD).toString('base64url');
  const leafHash = randomBytes(32).toString('hex');
  let n = 0;
  let cookie = '';
  return () => {
    if (n % units.length === 0) {
      const entitlement = { window: WINDOW, ...RIGHT, subject: randomBytes(32).toString('hex') };
      cookie = entitlementCookie(entitlement, key, new Date(), false).split(';')[0] ?? '';
    }
    const unit = units[n++ % units.length];
    const ticket = makeTicket(new Uint8Array(randomBytes(TICKET_BYTES)));
    return {
      path: `/api/v1/windows/${WINDOW}/units/${unit}/ballot`,
      headers: { 'content-type': 'application/json', origin: 'http://localhost:4321', cookie },
      body: JSON.stringify({ ticket, revision: 1, ...RIGHT, ciphertext, leafHash }),
      ticket,
    };
  };
}

/** What the sealed window says that casting needs. */
export async function windowFacts(sql: postgres.Sql): Promise<{ readonly units: readonly string[]; readonly plaintextLength: number }> {
  const [row] = await sql`select manifest from windows where id = ${WINDOW}`;
  const manifest = row?.['manifest'] as { units: string[]; questionnaires: { id: string; plaintextLength: number }[] };
  return { units: manifest.units, plaintextLength: manifest.questionnaires.find(({ id }) => id === 'public')?.plaintextLength ?? 0 };
}

/** Tickets that were acknowledged, and how every other request ended: a status, or `broken` when no answer came. */
export interface Casting {
  readonly acknowledged: Set<string>;
  readonly others: Map<string, number>;
}

const HANDS = 16;

/** Casts with many hands until told to stop. An answer counts as acknowledged once its whole body has been read. */
export function startCasting(url: string, next: () => CastRequest, into: Casting): { readonly stop: () => Promise<void> } {
  let going = true;
  const hand = async (): Promise<void> => {
    while (going) {
      const { path: address, ticket, ...request } = next();
      const other = await fetch(`${url}${address}`, { method: 'PUT', ...request })
        .then(async (response) => {
          await response.text();
          return response.status === 200 ? null : String(response.status);
        })
        .catch(() => 'broken');
      if (other === null) into.acknowledged.add(ticket);
      else {
        into.others.set(other, (into.others.get(other) ?? 0) + 1);
        await delay(5);
      }
    }
  };
  const hands = Array.from({ length: HANDS }, hand);
  return {
    stop: async () => {
      going = false;
      await Promise.all(hands);
    },
  };
}

/** Waits until so many more were acknowledged. */
export async function untilMore({ acknowledged }: Casting, more: number): Promise<void> {
  const wanted = acknowledged.size + more;
  while (acknowledged.size < wanted) await delay(5);
}

/** Acknowledged tickets that are not in the box: must be none. */
export async function lostOf(sql: postgres.Sql, { acknowledged }: Casting): Promise<string[]> {
  const rows = await sql<{ ticket: string }[]>`select ticket from envelopes where window_id = ${WINDOW}`;
  const kept = new Set(rows.map(({ ticket }) => ticket));
  return [...acknowledged].filter((ticket) => !kept.has(ticket));
}

/** Kills the process with -9 in mid-cast, again and again. @returns what was acknowledged over all rounds. */
export async function killedRounds(databaseUrl: string, dataDir: string, sql: postgres.Sql, rounds: number): Promise<Casting> {
  const casting: Casting = { acknowledged: new Set(), others: new Map() };
  for (let round = 0; round < rounds; round++) {
    const server = await startCastServer(databaseUrl, dataDir);
    const { units, plaintextLength } = await windowFacts(sql);
    const hands = startCasting(server.url, castRequests(dataDir, units, plaintextLength), casting);
    await untilMore(casting, 50 + Math.floor(Math.random() * 200));
    await end(server, 'SIGKILL');
    await hands.stop();
  }
  return casting;
}
