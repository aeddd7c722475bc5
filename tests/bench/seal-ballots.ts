import { randomBytes } from 'node:crypto';
import { type LeafSealer, leafSealer } from '../../api/ballots/sealing.ts';
import { type Context, senderContext } from '../../api/windows/hpke.ts';
import { sealedWindow } from '../../api/windows/sealed.ts';
import { connect } from '../../db/client.ts';
import { type EnvelopeRow, insertEnvelopes } from '../../db/queries/envelopes.ts';
import { random } from '../../db/seed/demo/random.ts';
import { ballotLeafHash, canonicalBallot } from '../../proof/ballot.ts';
import { associatedData, BALLOT_INFO } from '../../proof/labels.ts';
import { formOf, type ManifestQuestionnaire } from '../../proof/manifest.ts';
import { makeTicket } from '../../proof/mark.ts';
import { pad } from '../../proof/padding.ts';

export interface SealingJob {
  readonly url: string;
  readonly window: string;
  /** Numbers of the ballots that this thread seals. */
  readonly from: number;
  readonly to: number;
}

/**
 * Fills a box quickly. A thousand encapsulated keys are used in turn, which only a bench may do: opening remembers fewer
 * and has all its work with each ballot.
 */
const KEYS = 1000;
const GROUP = 'public-web';
const BATCH = 2000;
const { url, window, from, to } = JSON.parse(process.argv[2] ?? '') as SealingJob;
const { db, close } = connect(url, { max: 1 });
const draw = random('openings', from);
const { manifest, recipient } = await sealedWindow({ db }, window);
const form = formOf(manifest, GROUP) as ManifestQuestionnaire;
const levels = [...form.levels.map(({ id }) => id), form.dontKnow];

const contexts: (Context & { readonly enc: Uint8Array; readonly sealLeaf: LeafSealer })[] = [];
for (let i = 0; i < KEYS; i++) contexts.push({ ...(await senderContext(recipient, BALLOT_INFO)), sealLeaf: await leafSealer(recipient) });

function row(i: number): EnvelopeRow {
  const { enc, seal, sealLeaf } = contexts[i % KEYS] as (typeof contexts)[number];
  const unit = manifest.units[i % manifest.units.length] ?? '';
  const place = { channel: draw.pick(['sms', 'code']), stratum: `area-${draw.int(1, 9)}` };
  const ticket = makeTicket(randomBytes(16));
  const answers = Object.fromEntries(form.questions.map(({ id }) => [id, draw.pick(levels)]));
  const ballot = { v: 1, window, unit, group: GROUP, answers, screening: null, salt: randomBytes(32).toString('base64url') } as const;
  const labels = { window, unit, group: GROUP, ...place, ticket, revision: 1 };
  const text = canonicalBallot(ballot);
  const ciphertext = Buffer.concat([enc, seal(associatedData(labels), pad(text, form.plaintextLength))]);
  const hex = () => randomBytes(32).toString('hex');
  return {
    ...{ windowId: window, unitId: unit, group: GROUP, ...place, riskClass: 'ordinary', ticket, revision: 1 },
    ...{ mark: hex(), requestDigest: hex(), ciphertext, sealedLeaf: sealLeaf(ballotLeafHash(text), labels) },
  };
}

for (let at = from; at < to; at += BATCH) {
  await insertEnvelopes(
    db,
    Array.from({ length: Math.min(BATCH, to - at) }, (_, i) => row(at + i)),
  );
}
await close();
