import { standingOf } from '../../../proof/release/stages.ts';
import { type Api, ask, faultsOf, type Problem, type Release } from './ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm } from './page.ts';

/** How the scores of a cycle stand, and what can be done next. */
export interface CycleLine {
  readonly cycle: string;
  readonly standing: Release | null;
  readonly computed: boolean;
  /** Whether the city's calendar skips provisional scores. */
  readonly skips: boolean;
}

export interface ReleasesPage {
  readonly releases: readonly Release[];
  readonly cycles: readonly CycleLine[];
  readonly building: boolean;
  readonly typed: (name: string) => string;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

type Work = (api: Api, form: FormData) => Promise<Problem | null>;

const cycleIn = (form: FormData): string => idOf(field(form, 'cycle'));

const ACTS: ReadonlyMap<string, { readonly done: string; readonly work: Work }> = new Map(
  Object.entries<{ readonly done: string; readonly work: Work }>({
    compute: {
      done: 'computed',
      work: async (api, form) => (await ask(api.api.v1.cycles[':cycle'].scores.$post({ param: { cycle: cycleIn(form) }, query: {} }))).problem,
    },
    prepare: { done: 'prepared', work: async (api, form) => (await ask(api.api.v1.releases.$post({ json: { kind: 'score', cycle: cycleIn(form) } }))).problem },
    correct: {
      done: 'prepared',
      work: async (api, form) => {
        const corrects = { release: Number(field(form, 'corrects')) || 1, reason: { zh: field(form, 'reasonZh'), en: field(form, 'reasonEn') } };
        return (await ask(api.api.v1.releases.$post({ json: { kind: 'score', cycle: cycleIn(form), corrects } }))).problem;
      },
    },
    publish: {
      done: 'publishing',
      work: async (api, form) => (await ask(api.api.v1.releases[':release'].publish.$post({ param: { release: idOf(field(form, 'release')) } }))).problem,
    },
    daily: { done: 'daily', work: async (api) => (await ask(api.api.v1.releases.$post({ json: { kind: 'daily' } }))).problem },
  }),
);

/** Preparing, publishing and correcting the scores of every cycle, and all releases. */
export async function releasesPage(context: PageContext): Promise<ReleasesPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { api, city } = context.locals;
  const form = await sentForm(context);
  const act = ACTS.get(field(form, 'action'));
  const refused = form && act ? await act.work(api, form) : null;
  if (form && act && !refused) return leadTo(context, lang, '/workspace/releases', act.done);
  const list = await ask(api.api.v1.releases.$get());
  if (list.problem) return { problem: carry(context, list.problem) };
  const { releases } = list.value;
  const scores = releases.filter(({ kind, state }) => kind === 'score' && state === 'published').sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  const cycles = city.cycles.map(async ({ id, provisional }): Promise<CycleLine> => {
    const computed = (await ask(api.api.v1.cycles[':cycle'].scores.$get({ param: { cycle: id } }))).value !== null;
    return { cycle: id, standing: standingOf(scores, id), computed, skips: provisional === 'skipped' };
  });
  const problem = carry(context, refused);
  return {
    releases,
    cycles: (await Promise.all(cycles)).reverse(),
    building: releases.some(({ state }) => state === 'building'),
    typed: (name) => field(form, name),
    problem,
    faults: faultsOf(problem, lang),
  };
}
