import { ask, type Problem } from '../server/ask.ts';
import { carry, frameOf, type PageContext } from '../server/page.ts';
import { type Asked, askedOf } from './asked.ts';

const NAMES = ['cycle', 'category', 'kind', 'state', 'words', 'unit', 'part', 'sort', 'direction', 'page'] as const;

type Query = Parameters<PageContext['locals']['api']['api']['v1']['lists']['goals']['$get']>[0]['query'];
const read = (context: PageContext, query: Query) => ask(context.locals.api.api.v1.lists.goals.$get({ query }));
type Page = NonNullable<Awaited<ReturnType<typeof read>>['value']>;

export interface GoalsPage {
  readonly asked: Asked;
  readonly cycle: string;
  readonly list: Page;
  readonly problem: Problem | null;
}

/** Goals over all units of one year, the newest unless another is asked for. */
export async function goalsPage(context: PageContext): Promise<GoalsPage> {
  const { lang } = frameOf(context);
  const cycle = context.locals.city.cycles.at(-1)?.id ?? 'none';
  const asked: Asked = { cycle, ...askedOf(context.url, NAMES) };
  const { value, problem } = await read(context, { ...asked, lang } as Query);
  return { asked, cycle: asked['cycle'] ?? cycle, list: value ?? { lines: [], total: 0, page: 1, pages: 1 }, problem: carry(context, problem) };
}
