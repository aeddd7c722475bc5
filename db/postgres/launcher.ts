import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { nativeFolder, PostgresUnavailable, program, runsAsRoot, spawnUser, UNPRIVILEGED } from './binaries.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  /** True when this call started the server, false when it found one running on the same folder. */
  readonly started: boolean;
  /** Stops the server that this call started; one it only found is stopped when nobody else is connected to it. */
  readonly stop: () => Promise<void>;
}

const USER = 'gongping';
const WAIT_STEPS = 300;

/**
 * Starts the bundled PostgreSQL on `folder` (made on first use), or attaches to the one that a killed process left
 * running there. Listens on the loopback address with a password that lies beside the data.
 * @throws PostgresUnavailable with a sentence for people.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const state = stateFolder(path.resolve(folder));
  const native = nativeFolder(state);
  const data = path.join(state, 'data');
  const password = readOrMakePassword(state);
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(native, data, password);
  const running = await attach(data, password);
  if (running) return running;
  return start(native, data, password);
}

/** Where data can lie: as root it must be reachable by the unprivileged user, which a closed home folder is not. */
function stateFolder(wanted: string): string {
  mkdirSync(wanted, { recursive: true });
  if (!runsAsRoot()) return wanted;
  if (spawnSync('test', ['-x', wanted], { ...UNPRIVILEGED, cwd: '/' }).status === 0) return wanted;
  const elsewhere = path.join('/var/lib/gongping', createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  return elsewhere;
}

function readOrMakePassword(state: string): string {
  const file = path.join(state, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function initialise(native: string, data: string, password: string): void {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const secret = mkdtempSync(path.join(tmpdir(), 'gongping-'));
  const passwordFile = path.join(secret, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runsAsRoot()) for (const owned of [data, secret, passwordFile]) chownSync(owned, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
  chmodSync(data, 0o700);
  const made = spawnSync(
    program(native, 'initdb'),
    ['-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
    { ...spawnUser(), cwd: '/', encoding: 'utf8' },
  );
  rmSync(secret, { recursive: true, force: true });
  if (made.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new PostgresUnavailable(`PostgreSQL could not make its data folder ${data}: ${lastLine(made.stderr || String(made.error ?? ''))}`);
  }
}

/** A server left by a killed process is used as it is; a stale pid file is removed. */
async function attach(data: string, password: string): Promise<EmbeddedPostgres | null> {
  const pidFile = path.join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return null;
  const [pid = '', , , port = ''] = readFileSync(pidFile, 'utf8').split('\n');
  const url = urlFor(Number(port), password);
  for (let step = 0; step < 50 && isPostgres(Number(pid)); step++) {
    if (await answers(url)) return { url, started: false, stop: () => stopWhenUnused(url, Number(pid)) };
    await delay(100);
  }
  if (isPostgres(Number(pid))) throw new PostgresUnavailable(`PostgreSQL (process ${pid}) holds ${data} but does not answer; stop it and start again.`);
  rmSync(pidFile, { force: true });
  return null;
}

/** PostgreSQL counts a zombie or a reused process number as alive; on Linux the process table tells. */
function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform === 'linux') {
    try {
      return /\(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function start(native: string, data: string, password: string): Promise<EmbeddedPostgres> {
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200', '-c', 'timezone=UTC'];
  const child = spawn(program(native, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...spawnUser(),
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  const url = urlFor(port, password);
  for (let step = 0; step < WAIT_STEPS; step++) {
    if (child.exitCode !== null) throw new PostgresUnavailable(`PostgreSQL did not start on ${data}: ${lastLine(said)}`);
    if (await answers(url)) return { url, started: true, stop: () => stopChild(child) };
    await delay(50);
  }
  child.kill('SIGKILL');
  throw new PostgresUnavailable(`PostgreSQL did not answer within ${(WAIT_STEPS * 50) / 1000} s on ${data}: ${lastLine(said)}`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  await gone;
}

async function stopWhenUnused(url: string, pid: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  let others = 1;
  // Connections that were closed a moment ago still count for some milliseconds.
  for (let step = 0; step < 20 && others > 0; step++) {
    const [row] = await sql`select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    others = Number(row?.others);
    if (others > 0) await delay(50);
  }
  await sql.end({ timeout: 1 });
  if (others > 0) return;
  process.kill(pid, 'SIGINT');
  for (let step = 0; step < 100 && isPostgres(pid); step++) await delay(50);
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

const urlFor = (port: number, password: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
