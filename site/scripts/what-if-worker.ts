import type { ScoringInput } from '../../scoring/input.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import { score } from '../../scoring/score.ts';
import type { ViewUnit } from '../../scoring/what-if/view.ts';
import { answer, type Ground } from '../facts/what-if-choice.ts';
import type { Choice } from '../facts/what-if-query.ts';
import { switchesOf } from '../facts/what-if-switches.ts';

/** Where the published data lie, and what is asked of them. */
export interface Order {
  readonly release: number;
  readonly cycle: string;
  readonly category: string;
  readonly scheme: string;
  readonly digest: string;
  readonly others: readonly string[];
  readonly choice: Choice;
  /** Number of the question, given back with its answer. */
  readonly turn: number;
}

export type Answer = { readonly turn: number } & ({ readonly units: readonly ViewUnit[] } | { readonly failed: string });

let ground: Promise<Ground> | null = null;

/** Reads the published input and schemes and computes the official result, once. */
async function groundOf({ release, cycle, scheme: id, digest, others }: Order): Promise<Ground> {
  const read = async <T>(path: string): Promise<T> => {
    const response = await fetch(`/releases/${release}/data/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as T;
  };
  const [input, scheme, ...rest] = await Promise.all([
    read<ScoringInput>(`scores/${cycle}/input.json`),
    read<Scheme>(`schemes/${id}.json`),
    ...others.map((other) => read<Scheme>(`schemes/${other}.json`)),
  ]);
  return { scheme, others: rest, input, official: score(scheme, input, { digest }), digest, switches: switchesOf(scheme, input) };
}

self.onmessage = async ({ data: order }: MessageEvent<Order>) => {
  const say = (message: Answer): void => self.postMessage(message);
  try {
    ground ??= groundOf(order);
    const units = answer(await ground, order.choice).filter(({ category }) => category === order.category);
    say({ turn: order.turn, units });
  } catch (error) {
    ground = null;
    say({ turn: order.turn, failed: (error as Error).message });
  }
};
