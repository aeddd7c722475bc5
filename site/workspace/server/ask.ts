import type { ClientResponse } from 'hono/client';
import type { Text } from '../../../scoring/result.ts';
import type { Lang } from '../../language.ts';

export type Api = App.Locals['api'];

/** A refusal of the API: RFC 9457 problem details with its sentences in both languages. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly messages: Text;
  readonly errors?: readonly { readonly path: string; readonly messages: Text }[];
}

/** Either what was asked for, or why not. */
export type Answer<T> = { readonly value: T; readonly problem: null } | { readonly value: null; readonly problem: Problem };

type Success<R> = R extends ClientResponse<infer T, infer S, string> ? (S extends 200 | 201 | 202 ? T : never) : never;

/** Reads the answer of one call of the API. */
export async function ask<R extends ClientResponse<unknown, number, string>>(call: Promise<R>): Promise<Answer<Success<R>>> {
  const response = await call;
  const body: unknown = await response.json();
  return response.ok ? { value: body as Success<R>, problem: null } : { value: null, problem: body as Problem };
}

/** The sentence of each fault by the field it belongs to. */
export const faultsOf = (problem: Problem | null, lang: Lang): Readonly<Record<string, string>> =>
  Object.fromEntries((problem?.errors ?? []).map(({ path, messages }) => [path, messages[lang]]));

type Call<T> = T extends (...args: never[]) => Promise<infer R> ? Success<R> : never;

export type Account = Call<Api['api']['v1']['session']['$get']>;
export type Report = Call<Api['api']['v1']['units'][':unit']['progress'][':cycle'][':period']['$get']>;
export type ReportLine = Call<Api['api']['v1']['reports']['$get']>['reports'][number];
export type Period = Call<Api['api']['v1']['periods']['$get']>['periods'][number];
export type PlanGoal = Call<Api['api']['v1']['units'][':unit']['plans'][':cycle']['$get']>['goals'][number];
export type Comment = Call<Api['api']['v1']['units'][':unit']['comments']['$get']>['comments'][number];
export type Summary = Call<Api['api']['v1']['cycles'][':cycle']['scores']['$get']>;
export type Release = Call<Api['api']['v1']['releases']['$get']>['releases'][number];
type Objections = Call<Api['api']['v1']['objections']['$get']>;
export type Objection = Objections['objections'][number];
export type ObjectionPeriod = Objections['periods'][number];
