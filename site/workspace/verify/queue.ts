import { type Api, ask, type Period, type Problem } from '../server/ask.ts';
import { carry, type PageContext } from '../server/page.ts';

export const STATUSES = ['waiting', 'corrected', 'done'] as const;
type Queue = NonNullable<Awaited<ReturnType<typeof readQueue>>['value']>;

export interface QueuePage {
  readonly lines: Queue['lines'];
  readonly asked: { readonly unit: string; readonly cycle: string; readonly period: string; readonly status: string };
  readonly periods: readonly Period[];
  /** Address of the page that follows. */
  readonly next: string | null;
  readonly problem: Problem | null;
}

/** The verifier's list: what waits in the newest cycle, unless something else is asked for. */
export async function queuePage(context: PageContext): Promise<QueuePage> {
  const { api } = context.locals;
  const given = context.url.searchParams;
  const periods = (await ask(api.api.v1.periods.$get())).value?.periods ?? [];
  const asked = {
    unit: given.get('unit') ?? '',
    cycle: given.get('cycle') ?? periods[0]?.cycle ?? '',
    period: given.get('period') ?? '',
    status: given.get('status') ?? 'waiting',
  };
  const { value, problem } = await readQueue(api, asked, given.get('offset') ?? '0');
  const next = value?.next == null ? null : `/workspace/verify?${new URLSearchParams({ ...asked, offset: String(value.next) })}`;
  return { lines: value?.lines ?? [], asked, periods, next, problem: carry(context, problem) };
}

function readQueue(api: Api, { status, ...asked }: QueuePage['asked'], offset: string) {
  const known = STATUSES.find((one) => one === status);
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
  return ask(api.api.v1.verifications.$get({ query: { ...query, offset, ...(known && { status: known }) } }));
}
