import { randomUUID } from 'node:crypto';
import { addCounts } from '../../db/queries/proofs.ts';
import type { CastBallot } from '../ballots/batch.usecases.ts';
import type { Dependencies } from '../context.ts';
import { countUse } from '../proofs/adapter.ts';

/** Ways of showing the right to rate that count what they gave out. */
const COUNTED = new Set(['printed-code', 'roster-code', 'sms']);

/**
 * Counts the proofs that the demonstration's ballots would have needed, so that its sums can be right: as many people of
 * each group and channel as rated the unit that most of them rated.
 */
export async function countDemonstrationProofs(deps: Dependencies, window: string, ballots: readonly CastBallot[]): Promise<void> {
  const proofs = new Map(deps.city.channels.map(({ id, proof }) => [id, proof]));
  for (const { group, channel, people } of peopleBy(ballots)) {
    const proof = proofs.get(channel) ?? '';
    if (!COUNTED.has(proof) && proof !== 'login') continue;
    if (COUNTED.has(proof)) await addCounts(deps.db, window, group, channel, { issued: people });
    for (let i = 0; i < people; i++) await countUse(deps.db, deps, { window, group, channel, stratum: 'all', subject: randomUUID() });
  }
}

function peopleBy(ballots: readonly CastBallot[]): { readonly group: string; readonly channel: string; readonly people: number }[] {
  const units = new Map<string, Map<string, number>>();
  for (const { group, channel, unit } of ballots) {
    const name = JSON.stringify([group, channel]);
    const own = units.get(name) ?? new Map<string, number>();
    units.set(name, own.set(unit, (own.get(unit) ?? 0) + 1));
  }
  return [...units].map(([name, own]) => {
    const [group = '', channel = ''] = JSON.parse(name) as string[];
    return { group, channel, people: Math.max(...own.values()) };
  });
}
