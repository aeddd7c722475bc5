import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { keyedHash } from '../../proof/hash.ts';
import type { AppEnv, Dependencies } from '../context.ts';

/**
 * Keyed hash of the address a request came from, for limits only. A request from outside is known by its connection;
 * one that a page makes in process names the reader's address in a header, which from outside is not looked at.
 */
export function addressKey({ secrets }: Pick<Dependencies, 'secrets'>, c: Context<AppEnv>): string {
  return keyedHash(secrets.derive('address'), 'address', networkOf(fromConnection(c) ?? c.req.header('x-gongping-address') ?? 'unknown'));
}

function fromConnection(c: Context<AppEnv>): string | null {
  const connected = c.env !== undefined && 'incoming' in (c.env as object);
  return connected ? (getConnInfo(c).remote.address ?? null) : null;
}

/** One household often has a whole IPv6 /64: its first four groups count as one address. */
const networkOf = (address: string): string => (address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address);
