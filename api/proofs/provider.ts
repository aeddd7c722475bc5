import * as oidc from 'openid-client';
import type { LoginProvider } from '../config.ts';
import { loginAway, loginCancelled, loginExpired, loginMixedUp, loginRefused, loginUsed } from './proofs.errors.ts';

/** One identity provider, as far as it is asked: where to send the browser, and who came back. */
export interface Provider {
  readonly addressFor: (start: Pick<Expected, 'state' | 'nonce' | 'verifier' | 'redirectUri'>) => Promise<string>;
  /** The subject whose signed answer fits what was asked. No token is kept. */
  readonly subjectOf: (query: string, expected: Expected) => Promise<string>;
}

export interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
  /** Claim of the identity token that is the subject. */
  readonly claim: string;
}

const TIMEOUT_SECONDS = 10;

/** Connects to a provider when it is first needed; what it says of itself is kept for an hour. */
export function createProvider({ issuer, clientId, clientSecret }: LoginProvider, now: () => Date): Provider {
  let known: { readonly configuration: oidc.Configuration; readonly until: number } | null = null;
  const connect = async (): Promise<oidc.Configuration> => {
    if (known && known.until > now().getTime()) return known.configuration;
    const address = new URL(issuer);
    const execute = [oidc.enableNonRepudiationChecks, ...(address.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])];
    const configuration = await oidc.discovery(address, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS }).catch((error) => {
      throw loginAway(error);
    });
    known = { configuration, until: now().getTime() + 3_600_000 };
    return configuration;
  };
  return {
    addressFor: async ({ state, nonce, verifier, redirectUri }) => {
      const address = oidc.buildAuthorizationUrl(await connect(), {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return address.href;
    },
    subjectOf: async (query, { state, nonce, verifier, redirectUri, claim }) => {
      const configuration = await connect();
      const came = new URL(redirectUri);
      came.search = query;
      const answer = await oidc
        .authorizationCodeGrant(configuration, came, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
        .catch((error: unknown) => {
          throw refusalOf(error);
        });
      const subject = answer.claims()?.[claim];
      if (typeof subject !== 'string' || subject === '') throw loginRefused(new Error(`the identity token has no claim ${claim}`));
      return subject;
    },
  };
}

/** What went wrong at the provider, in one of a few sentences. */
function refusalOf(error: unknown): Error {
  if (error instanceof oidc.AuthorizationResponseError) return error.error === 'access_denied' ? loginCancelled() : loginRefused(error);
  if (error instanceof oidc.ResponseBodyError)
    return error.error === 'invalid_grant' ? loginUsed() : error.status >= 500 ? loginAway(error) : loginRefused(error);
  if (error instanceof oidc.ClientError) {
    if (speaksOf(error, /"state"/)) return loginExpired();
    if (speaksOf(error, /"iss"|issuer/)) return loginMixedUp();
    if (error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_ABORT' || error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') return loginAway(error);
    return loginRefused(error);
  }
  return error instanceof TypeError ? loginAway(error) : loginRefused(error);
}

/** The answer names another provider, or the `state` of another start, than the one the browser left with. */
const speaksOf = ({ cause, message }: oidc.ClientError, what: RegExp): boolean => what.test(`${message} ${cause instanceof Error ? cause.message : ''}`);

/** What an operator is told of a fault at the provider: its kind, nothing of whoever signed in. */
export function faultKind(error: unknown): string | null {
  const { cause } = error as { cause?: unknown };
  if (cause === undefined) return null;
  if (cause instanceof oidc.ResponseBodyError || cause instanceof oidc.AuthorizationResponseError) return cause.error;
  return cause instanceof oidc.ClientError ? (cause.code ?? 'unknown') : 'unknown';
}
