import { signedCookie } from './signed-cookie.ts';

/** What a browser carries from leaving for the provider until it is back. */
export interface LoginFlow {
  readonly window: string;
  readonly channel: string;
  readonly state: string;
  readonly nonce: string;
  /** PKCE: only its hash goes to the provider before the code comes back. */
  readonly verifier: string;
  readonly redirectUri: string;
  /** The employer that was declared before leaving; null for none of the units. */
  readonly employer: string | null;
}

/** Ten minutes to sign in elsewhere. */
const cookie = signedCookie<LoginFlow>('gongping-login', 600, { kept: true });

export const flowCookie = cookie.write;
export const readFlow = cookie.read;

/** A way back is walked once. */
export const clearedFlow = cookie.clear;
