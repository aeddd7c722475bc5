import { ask, type Problem } from '../server/ask.ts';
import { carry, frameOf, type PageContext } from '../server/page.ts';
import { type Asked, askedOf } from './asked.ts';

const NAMES = ['state', 'cycle', 'period', 'category', 'words', 'late', 'sort', 'direction', 'page'] as const;
export const STATES = ['submitted', 'returned', 'accepted', 'draft', 'none'] as const;

type Query = Parameters<PageContext['locals']['api']['api']['v1']['lists']['reports']['$get']>[0]['query'];
const read = (context: PageContext, query: Query) => ask(context.locals.api.api.v1.lists.reports.$get({ query }));
type Page = NonNullable<Awaited<ReturnType<typeof read>>['value']>;

export interface ReportsPage {
  readonly asked: Asked;
  readonly list: Page;
  readonly problem: Problem | null;
}

/** The office's list: what waits, unless another state is asked for. */
export async function reportsPage(context: PageContext): Promise<ReportsPage> {
  const { lang } = frameOf(context);
  const asked: Asked = { state: 'submitted', ...askedOf(context.url, NAMES) };
  const { value, problem } = await read(context, { ...asked, lang } as Query);
  return { asked, list: value ?? NOTHING, problem: carry(context, problem) };
}

const NOTHING = { lines: [], total: 0, page: 1, pages: 1 };
