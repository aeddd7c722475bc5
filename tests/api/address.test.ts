import { expect, test } from 'vitest';
import { addressKey, readerAddress } from '../../api/address.ts';

const secrets = { derive: () => new Uint8Array(32) };
const config = (trustProxy: boolean) => ({ config: { trustProxy }, secrets }) as never;

/** A request as it comes from outside (with a connection) or from a page in process (without). */
const context = (headers: Record<string, string>, connection: string | null) =>
  ({
    env: connection === null ? {} : { incoming: { socket: { remoteAddress: connection, remotePort: 1, remoteFamily: 'IPv4' } } },
    req: { header: (name: string) => headers[name] },
  }) as never;

test('from outside only the connection counts, whatever the headers claim', () => {
  const forged = context({ 'x-gongping-address': '1.1.1.1', 'x-forwarded-for': '2.2.2.2' }, '10.0.0.9');
  expect(readerAddress(config(false), forged)).toBe('10.0.0.9');
});

test('behind a trusted proxy the last entry counts, the one the proxy wrote', () => {
  expect(readerAddress(config(true), context({ 'x-forwarded-for': '6.6.6.6, 203.0.113.7' }, '10.0.0.9'))).toBe('203.0.113.7');
  expect(readerAddress(config(true), context({}, '10.0.0.9'))).toBe('10.0.0.9');
});

test('a page in process names the reader’s address', () => {
  expect(readerAddress(config(false), context({ 'x-gongping-address': '203.0.113.7' }, null))).toBe('203.0.113.7');
});

test('the key hides the address and takes a household’s IPv6 network as one', () => {
  const key = (address: string) => addressKey(config(false), context({}, address));
  expect(key('203.0.113.7')).not.toContain('203');
  expect(key('2001:db8:1:2:aaaa::1')).toBe(key('2001:db8:1:2:bbbb::2'));
  expect(key('2001:db8:1:3::1')).not.toBe(key('2001:db8:1:2::1'));
});
