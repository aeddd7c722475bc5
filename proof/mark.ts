import { toBase64url, toHex } from './bytes.ts';
import { keyedHash } from './hash.ts';

/** Random bytes of a ticket. */
export const TICKET_BYTES = 16;

/**
 * Who used which entitlement for which unit: HMAC(window secret, "mark" | window | unit | subject). No value joins the
 * rows of one person, and without the secret, which lies outside the database, nothing leads back to the subject.
 */
export const markOf = (secret: Uint8Array, window: string, unit: string, subject: string): string => keyedHash(secret, 'mark', window, unit, subject);

/** A random name under which a ballot is cast and replaced; published after opening without a link to the ballot. */
export const makeTicket = (random: Uint8Array): string => toBase64url(random.subarray(0, TICKET_BYTES));

export const isTicket = (text: string): boolean => /^[A-Za-z0-9_-]{21}[AQgw]$/.test(text);

/**
 * Recognises the same request sent again. Keyed, because over a readable request it would otherwise be computable from
 * the opened ballot and so tie the mark to it.
 */
export const requestDigest = (secret: Uint8Array, ticket: string, revision: number, content: Uint8Array | string): string =>
  keyedHash(secret, 'request', ticket, revision, typeof content === 'string' ? content : toHex(content));
