import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { keyedHash } from '../proof/hash.ts';
import type { Dependencies } from './context.ts';

/** Carries the reader's address from a page to the API in process; from outside it is not looked at. */
export const ADDRESS_HEADER = 'x-gongping-address';

/**
 * The address a request came from. A request from outside is known by its connection, or behind a proxy of one's own
 * (`TRUST_PROXY=1`) by the last entry of `X-Forwarded-For`, the one that proxy wrote; what stands before it is the
 * reader's own claim. A request that a page makes in process names the address in a header.
 */
export function readerAddress({ config }: Pick<Dependencies, 'config'>, c: Context): string {
  if (!isFromOutside(c)) return c.req.header(ADDRESS_HEADER) ?? 'unknown';
  const forwarded = config.trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || (getConnInfo(c).remote.address ?? 'unknown');
}

/** A call that a page makes in process while it answers a request. */
export const isFromPage = (c: Context): boolean => !isFromOutside(c) && c.req.header(ADDRESS_HEADER) !== undefined;

const isFromOutside = ({ env }: Context): boolean => env !== undefined && 'incoming' in (env as object);

/** Keyed hash of the reader's address, for limits only: never logged, of no use without the installation's secret. */
export const addressKey = (deps: Pick<Dependencies, 'config' | 'secrets'>, c: Context): string =>
  keyedHash(deps.secrets.derive('address'), 'address', networkOf(readerAddress(deps, c)));

/** One household often has a whole IPv6 /64: its first four groups count as one address. */
const networkOf = (address: string): string => (address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address);
