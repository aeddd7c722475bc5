import { hc } from 'hono/client';
import { ADDRESS_HEADER } from './address.ts';
import type { App } from './app.ts';

/** What an on-demand page knows of the request it answers. */
export interface PageRequest {
  readonly cookie: string;
  readonly language: 'zh' | 'en';
  readonly address: string;
  /** The browser as it names itself; only a sign-in keeps two or three words of it. */
  readonly agent: string;
}

/** The API as pages call it: typed, in process, with the reader's cookies; nothing goes over the network. */
export type Api = ReturnType<typeof hc<App>>;

/** The API could not tell what a page asked for. The page is then not made at all, lest it take "unknown" for "none". */
export class ApiUnavailable extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the API answered a page with ${status}`);
    this.status = status;
  }
}

/**
 * A client for one page request. Cookies that the API sets while the page is made are gathered in `cookies`; the page's
 * answer carries them.
 * Reading @throws ApiUnavailable when the API has no answer; a refused write comes back as a problem for the form.
 */
export function createClient(app: App, origin: string, request: PageRequest): { readonly api: Api; readonly cookies: string[] } {
  const cookies: string[] = [];
  const fetchInProcess = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const headers = new Headers(init?.headers);
    headers.set('origin', origin);
    headers.set('accept-language', request.language);
    headers.set(ADDRESS_HEADER, request.address);
    headers.set('user-agent', request.agent);
    if (request.cookie) headers.set('cookie', request.cookie);
    const response = await app.request(input instanceof Request ? input : String(input), { ...init, headers });
    cookies.push(...response.headers.getSetCookie());
    const method = input instanceof Request ? input.method : (init?.method ?? 'GET');
    if (response.status >= 500 && method === 'GET') throw new ApiUnavailable(response.status);
    return response;
  };
  return { api: hc<App>(origin, { fetch: fetchInProcess }), cookies };
}
