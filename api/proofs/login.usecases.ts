import { lockWindowShared } from '../../db/queries/windows.ts';
import { toBase64url } from '../../proof/bytes.ts';
import type { Dependencies, Entitlement } from '../context.ts';
import { hourOf } from '../log.ts';
import { channelsOf, countUse, expectTaking, type ProofAdapter, subjectOf } from './adapter.ts';
import type { LoginFlow } from './login-flow.ts';
import { loginExpired, loginNotSetUp, noSuchChannel } from './proofs.errors.ts';
import { createProvider, faultKind, type Provider } from './provider.ts';

const PROOFS = ['login'] as const;

export interface Logins {
  /** Whether a provider is set up for the channel. */
  readonly has: (channel: string) => boolean;
  readonly of: (channel: string) => Provider;
}

/** The providers of the settings, in the order of the city's sign-in channels. */
export function createLogins({ city, config, clock }: Pick<Dependencies, 'city' | 'config' | 'clock'>): Logins {
  const channels = city.channels.filter(({ proof }) => proof === 'login');
  const providers = new Map(channels.flatMap(({ id }, i) => (config.logins[i] ? [[id, createProvider(config.logins[i], clock)] as const] : [])));
  return {
    has: (channel) => providers.has(channel),
    of: (channel) => {
      const provider = providers.get(channel);
      if (!provider) throw loginNotSetUp();
      return provider;
    },
  };
}

function placeOf({ city }: Pick<Dependencies, 'city'>, id: string) {
  const found = channelsOf(city, PROOFS).find(({ channel }) => channel.id === id);
  if (!found) throw noSuchChannel();
  return found;
}

/** Tells the operator what is wrong at a provider; the hour only, as everything on the rating way. */
const told =
  ({ log, clock }: Pick<Dependencies, 'log' | 'clock'>, channel: string) =>
  (error: unknown): never => {
    const fault = faultKind(error);
    if (fault !== null) log.warn({ time: hourOf(clock()), channel, fault }, 'sign-in provider');
    throw error;
  };

export interface LoginStart {
  readonly window: string;
  readonly channel: string;
  readonly language: 'zh' | 'en';
  readonly employer: string | null;
}

/** Where to send the browser, and what it must carry until it is back. */
export async function startLogin(deps: Dependencies, logins: Logins, { window, channel, language, employer }: LoginStart) {
  placeOf(deps, channel);
  await expectTaking(deps.db, window);
  const random = (): string => toBase64url(deps.random(32));
  const redirectUri = `${deps.config.publicUrl}${language === 'en' ? '/en' : ''}/rate/login/${channel}`;
  const flow: LoginFlow = { window, channel, state: random(), nonce: random(), verifier: random(), redirectUri, employer };
  return { flow, location: await logins.of(channel).addressFor(flow).catch(told(deps, channel)) };
}

export interface LoginAnswer {
  readonly channel: string;
  /** What the provider added to the address, with or without the question mark. */
  readonly query: string;
  /** What the browser carried; null when it carried nothing, or too late. */
  readonly flow: LoginFlow | null;
}

/** A sign-in with an identity provider: that it worked, and a stable subject. Name, number and everything else are not asked for. */
export const loginProof = (logins: Logins): ProofAdapter<LoginAnswer> => ({
  id: 'login',
  proofs: PROOFS,
  takes: { zh: '登录方给出的编号的带密钥摘要', en: 'a keyed hash of the subject that the provider names' },
  unique: ({ channel }) => (channel.login?.identifies === 'person' ? 'person' : 'proof'),
  publishes: ['used'],
  prove: async (deps, window, { channel: id, query, flow }) => {
    const { group, channel } = placeOf(deps, id);
    await expectTaking(deps.db, window);
    if (flow === null || flow.window !== window || flow.channel !== id) throw loginExpired();
    const subject = await logins
      .of(id)
      .subjectOf(query, { ...flow, claim: channel.login?.subject ?? 'sub' })
      .catch(told(deps, id));
    const entitlement: Entitlement = { window, group: group.id, channel: id, stratum: 'all', subject: subjectOf(deps, window, `login:${id}`, subject) };
    await deps.db.transaction(async (tx) => {
      await lockWindowShared(tx, window);
      await countUse(tx, deps, entitlement);
    });
    return { ...entitlement, ...(flow.employer !== null && { refused: [flow.employer] }) };
  },
});
