import { ask } from '../server/ask.ts';
import { carry, type PageContext } from '../server/page.ts';
import { type Asked, askedOf } from './asked.ts';

const SEARCH = ['actor', 'role', 'action', 'subject', 'text', 'from', 'to'] as const;
const NAMES = [...SEARCH, 'order', 'after'] as const;

type Api = PageContext['locals']['api']['api']['v1']['audit']['$get'];
type Query = Parameters<Api>[0]['query'];

/** A page of the audit log, or of a search in it. */
export async function auditPage(context: PageContext) {
  const asked: Asked = askedOf(context.url, NAMES);
  const answer = await ask(context.locals.api.api.v1.audit.$get({ query: { ...asked, limit: '100' } as Query }));
  carry(context, answer.problem);
  return { asked, searching: SEARCH.some((name) => asked[name] !== undefined), ...answer };
}
