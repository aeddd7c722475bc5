import type { City } from '../../content/load.ts';
import type { Config } from '../config.ts';
import type { Sentence } from '../errors.ts';
import { gatewayRefused, gatewaySilent, noGateway } from './proofs.errors.ts';

export interface Message {
  /** In its one spelling, `+8613800000000`. */
  readonly number: string;
  readonly code: string;
  readonly text: Sentence;
}

/** Sends a text message. `shown` is set by the demonstration's own gateway only: the page shows it in place of a phone. */
export interface MessageGateway {
  readonly send: (message: Message) => Promise<{ readonly shown: Sentence | null }>;
}

/** Sends nothing and hands the message back. */
const demonstration: MessageGateway = { send: async ({ text }) => ({ shown: text }) };

const none: MessageGateway = {
  send: async () => {
    throw noGateway();
  },
};

const TIMEOUT_MS = 10_000;

/**
 * An HTTP gateway: one POST with a body made from a template, and a test of the answer. It is never asked twice: a
 * message that was perhaps accepted would come twice, and cost twice.
 */
const http = ({ url, token, body, success }: NonNullable<Config['sms']>): MessageGateway => ({
  send: async ({ number, code, text }) => {
    const values = { number, national: number.replace(/^\+86/, ''), code, text: text.zh, token: token ?? '' };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: filled(body, values),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw gatewaySilent();
    });
    const answer = await response.text().catch(() => '');
    if (!response.ok || !succeeded(answer, success)) throw gatewayRefused();
    return { shown: null };
  },
});

/** Puts values into the template's strings, so that no value can break out of the JSON around it. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  const fill = (part: unknown): unknown => {
    if (typeof part === 'string') return part.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
    if (Array.isArray(part)) return part.map(fill);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, fill(inner)]));
  };
  return JSON.stringify(fill(JSON.parse(template)));
}

/** `path=value`: the value at a dotted path of the answer. Without a test the HTTP status alone tells. */
function succeeded(answer: string, test: string | undefined): boolean {
  if (test === undefined) return true;
  const [path = '', wanted = ''] = test.split(/=(.*)/s);
  try {
    const found = path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], JSON.parse(answer));
    return String(found) === wanted;
  } catch {
    return false;
  }
}

/** The gateway of the settings; without one a demonstration city shows its messages, and any other has none. */
export const gatewayOf = ({ city, config }: { readonly city: Pick<City, 'demonstration'>; readonly config: Pick<Config, 'sms'> }): MessageGateway =>
  config.sms ? http(config.sms) : city.demonstration ? demonstration : none;
