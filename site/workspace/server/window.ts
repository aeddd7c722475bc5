import { readPending } from '../windows/page.ts';
import { type Api, ask, faultsOf, type Problem, type Release, type Summary } from './ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm } from './page.ts';

type Facts = NonNullable<Awaited<ReturnType<typeof readFacts>>>;

export interface WindowPage {
  /** The window that is worked on: the last one that is not archived. */
  readonly window: Facts | null;
  /** What closing it would leave out; null where it is not open. */
  readonly pending: Awaited<ReturnType<typeof readPending>>;
  readonly summary: Summary | null;
  readonly releases: readonly Release[];
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

/** Closing, opening, computing, publishing: the office's way, one step after the other. */
export async function windowPage(context: PageContext): Promise<WindowPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const form = await sentForm(context);
  const step = STEPS.get(field(form, 'action'));
  const refused = form && step ? await step.work(api, form) : null;
  if (form && step && !refused) return leadTo(context, lang, step.to?.(form) ?? '/workspace/window', step.done);
  const windows = await ask(api.api.v1.windows.$get());
  const newest = windows.value?.windows.findLast(({ state }) => state !== 'archived');
  const releases = await ask(api.api.v1.releases.$get());
  if (releases.problem) return { problem: carry(context, releases.problem) };
  const problem = carry(context, refused);
  return {
    window: newest ? await readFacts(api, newest.id) : null,
    pending: newest?.state === 'open' ? await readPending(api, newest.id) : null,
    summary: newest ? (await ask(api.api.v1.cycles[':cycle'].scores.$get({ param: { cycle: newest.cycle } }))).value : null,
    releases: releases.value.releases,
    problem,
    faults: faultsOf(problem, lang),
  };
}

const readFacts = async (api: Api, window: string) => (await ask(api.api.v1.windows[':window'].$get({ param: { window } }))).value;

interface Step {
  readonly done: string;
  /** Where it leads; to this page again if it does not say. */
  readonly to?: (form: FormData) => string;
  readonly work: (api: Api, form: FormData) => Promise<Problem | null>;
}

const STEPS: ReadonlyMap<string, Step> = new Map(
  Object.entries<Step>({
    close: {
      done: 'closed',
      work: async (api, form) =>
        (
          await ask(
            api.api.v1.windows[':window'].close.$post({
              param: { window: idOf(field(form, 'window')) },
              json: { leaveOut: field(form, 'leaveOut') === 'yes' },
            }),
          )
        ).problem,
    },
    propose: {
      done: 'proposed',
      work: async (api, form) => (await ask(api.api.v1.windows[':window'].opening.$post({ param: { window: idOf(field(form, 'window')) } }))).problem,
    },
    confirm: {
      done: 'opened',
      to: (form) => `/workspace/opening?window=${idOf(field(form, 'window'))}`,
      work: async (api, form) => (await ask(api.api.v1.windows[':window'].opening.confirm.$post({ param: { window: idOf(field(form, 'window')) } }))).problem,
    },
    compute: {
      done: 'computed',
      work: async (api, form) => (await ask(api.api.v1.cycles[':cycle'].scores.$post({ param: { cycle: idOf(field(form, 'cycle')) }, query: {} }))).problem,
    },
    prepare: {
      done: 'prepared',
      work: async (api, form) => (await ask(api.api.v1.releases.$post({ json: { kind: 'score', cycle: idOf(field(form, 'cycle')) } }))).problem,
    },
    publish: {
      done: 'publishing',
      work: async (api, form) => (await ask(api.api.v1.releases[':release'].publish.$post({ param: { release: idOf(field(form, 'release')) } }))).problem,
    },
    daily: {
      done: 'daily',
      work: async (api) => (await ask(api.api.v1.releases.$post({ json: { kind: 'daily' } }))).problem,
    },
  }),
);

/** Which step of the way is next, so that the page can say it. */
export type Stage = 'close' | 'propose' | 'confirm' | 'compute';

export function stageOf({ state, openingProposed }: Facts): Stage {
  if (state === 'closed') return openingProposed ? 'confirm' : 'propose';
  return state === 'opened' ? 'compute' : 'close';
}
