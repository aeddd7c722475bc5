import { createServer, type Server } from 'node:http';
import Provider from 'oidc-provider';
import { CLIENT } from './identity-client.ts';

export interface IdentityProvider {
  readonly issuer: string;
  /** The parameters of every request to the authorization endpoint. */
  readonly asked: URLSearchParams[];
  readonly close: () => Promise<void>;
}

/** A real OpenID provider on a loopback address. Whoever types a name is signed in under it; `cancel` gives up. */
export async function startIdentityProvider(redirectUris: readonly string[], port = 0): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [...redirectUris],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        subject_type: 'pairwise',
      },
    ],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (_ctx, accountId) => `pairwise-${accountId}`,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['tests'] },
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ ...(client && { clientId: client.clientId }), ...(session?.accountId && { accountId: session.accountId }) });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const asked: URLSearchParams[] = [];
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/auth') asked.push(url.searchParams);
    if (!url.pathname.startsWith('/sign-in/')) return answer(request, response);
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end('<!doctype html><title>市民登录</title><form method="post"><label>姓名 <input name="name"></label><button>登录</button></form>');
    }
    let sent = '';
    for await (const part of request) sent += part;
    const name = new URLSearchParams(sent).get('name') ?? '';
    const result = name === 'cancel' ? { error: 'access_denied', error_description: 'cancelled' } : { login: { accountId: name } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  return { issuer, asked, close: () => closed(server) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

/** Walks through the provider as a browser would. @returns the query with which it sends the browser back. */
export async function signInAt(location: string, name: string): Promise<string> {
  const jar = new Map<string, string>();
  const visit = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') } });
    for (const cookie of response.headers.getSetCookie()) {
      const [key = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      jar.set(key, value);
    }
    return response;
  };
  let next = location;
  for (let steps = 0; steps < 10; steps++) {
    const atForm = new URL(next).pathname.startsWith('/sign-in/');
    const response = await visit(next, atForm ? { method: 'POST', body: new URLSearchParams({ name }) } : {});
    const led = response.headers.get('location');
    if (led === null) throw new Error(`the provider answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    next = new URL(led, next).href;
    if (new URL(next).origin !== new URL(location).origin) return new URL(next).search;
  }
  throw new Error('the provider never sent the browser back');
}
