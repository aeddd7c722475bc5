import { ask, type Problem } from './ask.ts';
import { carry, idOf, type PageContext } from './page.ts';

type Opening = NonNullable<Awaited<ReturnType<typeof readOpening>>['value']>['opening'];

export interface OpeningPage {
  readonly window: string;
  readonly opening: Opening;
  readonly problem: Problem | null;
}

const SECONDS = '2';

const readOpening = ({ api }: App.Locals, window: string) => ask(api.api.v1.windows[':window'].opening.$get({ param: { window } }));

/** The opening of the window that the address names. While it runs the browser is asked to come again: no script is needed. */
export async function openingPage(context: PageContext): Promise<OpeningPage> {
  const window = idOf(context.url.searchParams.get('window'));
  const { value, problem } = await readOpening(context.locals, window);
  if (value?.opening?.state === 'running') context.response.headers.set('refresh', SECONDS);
  return { window, opening: value?.opening ?? null, problem: carry(context, problem) };
}

export type StepState = 'past' | 'now' | 'next';

/** Where one of the steps stands, in the order in which they come. */
export function stepState(steps: readonly string[], opening: NonNullable<Opening>, step: string): StepState {
  if (opening.state === 'done') return 'past';
  const [at, own] = [steps.indexOf(opening.step), steps.indexOf(step)];
  if (own < at) return 'past';
  return own === at ? 'now' : 'next';
}
