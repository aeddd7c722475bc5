import { sealOnServer } from '../../api/ballots/sealing.ts';
import type { Dependencies } from '../../api/context.ts';
import { usedDigest } from '../../api/proofs/adapter.ts';
import { sealedWindow } from '../../api/windows/sealed.ts';
import { castEnvelope, type EnvelopeRow } from '../../db/queries/envelopes.ts';
import { insertUsed } from '../../db/queries/proofs.ts';
import { random } from '../../db/seed/demo/random.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { formOf, type ManifestQuestionnaire } from '../../proof/manifest.ts';
import { makeTicket, markOf, requestDigest } from '../../proof/mark.ts';

export const BALLOTS = 5000;
const UNITS = 12;
/** So many strata that hardly two ballots share all labels: the product has to merge them. */
const STRATA = 150;
const GROUP = 'public-web';

/** What really happened, which the thief wants to know. In the order of casting. */
export interface Truth {
  readonly ticket: string;
  readonly voter: string;
  readonly leafHash: string;
}

/** Fills an open window: voters come one after the other, show their proof, rate some units in one sitting, and some change their mind. */
export async function fillWindow(deps: Dependencies, window: string): Promise<Truth[]> {
  const draw = random('separation', window);
  const { manifest, recipient } = await sealedWindow(deps, window);
  const form = formOf(manifest, GROUP) as ManifestQuestionnaire;
  const units = draw.sample(manifest.units, UNITS);
  const levels = [...form.levels.map(({ id }) => id), form.dontKnow];
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => draw.int(0, 255));
  const truths = new Map<string, Truth>();

  const cast = async (voter: string, unit: string, place: { channel: string; stratum: string }, ticket: string, revision: number): Promise<void> => {
    const answers = Object.fromEntries(form.questions.filter(() => draw.chance(0.85)).map(({ id }) => [id, draw.pick(levels)]));
    const ballot = { v: 1, window, unit, group: GROUP, answers: { [form.questions[0]?.id ?? '']: draw.pick(levels), ...answers }, screening: null } as const;
    const labels = { window, unit, group: GROUP, ...place, ticket, revision };
    const { leafHash, ...sealed } = await sealOnServer(recipient, form, { ...ballot, salt: toBase64url(bytes(32)) }, labels);
    const row: EnvelopeRow = {
      ...{ windowId: window, unitId: unit, group: GROUP, ...place, riskClass: 'ordinary', ticket, revision, ...sealed },
      mark: markOf(deps.secrets.derive(`mark:${window}`), window, unit, voter),
      requestDigest: requestDigest(deps.secrets.derive(`request:${window}`), ticket, revision, leafHash),
    };
    if (!(await castEnvelope(deps.sql, row))) throw new Error('a cast was refused');
    truths.delete(ticket); // a change is a new arrival
    truths.set(ticket, { ticket, voter, leafHash });
  };

  let voter = 0;
  while (truths.size < BALLOTS) {
    const place = { channel: draw.pick(['sms', 'code']), stratum: `community-${draw.int(1, STRATA)}` };
    const name = `voter-${++voter}`;
    await insertUsed(deps.db, window, usedDigest(deps, window, name), place.stratum);
    for (const unit of draw.sample(units, Math.min(draw.int(1, 4), BALLOTS - truths.size))) {
      const ticket = makeTicket(bytes(16));
      await cast(name, unit, place, ticket, 1);
      if (draw.chance(0.1)) await cast(name, unit, place, ticket, 2);
    }
  }
  return [...truths.values()];
}
