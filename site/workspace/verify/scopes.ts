import { ask, faultsOf, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, leadTo, type PageContext, sentForm } from '../server/page.ts';

export interface ScopesPage {
  readonly verifiers: readonly Verifier[];
  readonly problem: Problem | null;
  /** The account whose form was refused, with what is wrong with it. */
  readonly refused: { readonly login: string; readonly faults: readonly string[]; readonly values: Pick<Verifier, 'categories' | 'units' | 'goals'> } | null;
}

interface Verifier {
  readonly login: string;
  readonly name: string;
  readonly unit: string | null;
  readonly body: string | null;
  readonly revision: number;
  readonly categories: readonly string[];
  readonly units: readonly string[];
  readonly goals: readonly string[];
}

/** Who verifies what: one form for each account. */
export async function scopesPage(context: PageContext): Promise<ScopesPage | Response> {
  const { api } = context.locals.api;
  const { lang } = frameOf(context);
  const form = await sentForm(context);
  const login = field(form, 'login');
  const values = { categories: (form?.getAll('categories') ?? []).map(String), units: lines(field(form, 'units')), goals: lines(field(form, 'goals')) };
  const json = { revision: Number(field(form, 'revision')) || 0, ...values };
  const done = form && (await ask(api.v1.verifiers[':login'].scope.$put({ param: { login }, json })));
  if (done?.value) return leadTo(context, lang, '/workspace/verify/scopes', 'scoped');
  const read = await ask(api.v1.verifiers.$get());
  const problem = carry(context, done?.problem ?? read.problem);
  return {
    verifiers: read.value?.verifiers ?? [],
    problem,
    refused: done?.problem ? { login, values, faults: Object.values(faultsOf(done.problem, lang)) } : null,
  };
}

const lines = (typed: string): string[] => [...new Set(typed.split(/[\s,，、;；]+/).filter((line) => line !== ''))];
