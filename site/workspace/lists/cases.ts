import { ask, type Problem } from '../server/ask.ts';
import { carry, frameOf, type PageContext } from '../server/page.ts';
import { type Asked, askedOf } from './asked.ts';

const NAMES = ['state', 'kind', 'unit', 'category', 'words', 'sort', 'direction', 'page'] as const;

type Query = Parameters<PageContext['locals']['api']['api']['v1']['lists']['cases']['$get']>[0]['query'];
const read = (context: PageContext, query: Query) => ask(context.locals.api.api.v1.lists.cases.$get({ query }));
type Page = NonNullable<Awaited<ReturnType<typeof read>>['value']>;

export interface CasesPage {
  readonly asked: Asked;
  readonly list: Page;
  readonly problem: Problem | null;
}

/** Comments that wait for an answer, what is overdue first. */
export async function casesPage(context: PageContext): Promise<CasesPage> {
  const { lang } = frameOf(context);
  const asked = askedOf(context.url, NAMES);
  const { value, problem } = await read(context, { ...asked, lang } as Query);
  return { asked, list: value ?? { lines: [], total: 0, page: 1, pages: 1 }, problem: carry(context, problem) };
}
