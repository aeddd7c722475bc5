import { type Ballot, ballotLeafHash, canonicalBallot } from '../../proof/ballot.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { type Envelope, sealBallot } from '../../proof/envelope.ts';
import { makeKeyPair, openingKey, sealingKey } from '../../proof/keys.ts';
import type { ManifestQuestionnaire, WindowManifest } from '../../proof/manifest.ts';
import { pad, paddedLength } from '../../proof/padding.ts';
import { leafSealer } from '../../proof/sealed-leaf.ts';

const FORM = {
  id: 'public',
  screening: { id: 'dealt', answers: ['yes', 'no'] },
  questions: [
    { id: 'results', weight: '1' },
    { id: 'attitude', weight: '1' },
  ],
  levels: [
    { id: 'good5', value: '100' },
    { id: 'good4', value: '200/3' },
    { id: 'good1', value: '0' },
  ],
  dontKnow: 'dk',
};
const NAMES = { window: 'w1', units: ['water', 'education-bureau'], groups: ['public-web', 'community'] };

export const form: ManifestQuestionnaire = { ...FORM, plaintextLength: paddedLength(FORM, NAMES) };
export const pair = makeKeyPair(new Uint8Array(48).fill(3));
export const keys = { sealing: await sealingKey(pair.publicKey), opening: await openingKey(pair.privateKey) };

const group = { questionnaire: 'public', channels: ['code', 'sms'], kind: 'open', roster: null, weight: '1', minimum: 10 } as const;
export const manifest: WindowManifest = {
  format: 'gongping-window/1',
  window: NAMES.window,
  city: 'demo',
  cycle: '2025',
  opensAt: '2026-01-01T00:00:00.000Z',
  closesAt: '2026-02-01T00:00:00.000Z',
  keyCustody: 'holders',
  publicKey: pair.publicKey,
  signingKey: '',
  sealing: 'HPKE DHKEM(P-256,HKDF-SHA256) HKDF-SHA256 AES-128-GCM',
  scheme: { id: 's@1', digest: 'sha256-0' },
  productVersion: '0',
  units: NAMES.units,
  groups: NAMES.groups.map((id) => ({ id, ...group })),
  questionnaires: [form],
  rules: { mergeBelow: 10, exclusion: [] },
};

export const makeBallot = (change: Partial<Ballot> = {}): Ballot => ({
  v: 1,
  window: 'w1',
  unit: 'water',
  group: 'public-web',
  answers: { results: 'good5' },
  screening: null,
  salt: toBase64url(crypto.getRandomValues(new Uint8Array(32))),
  ...change,
});

/** An envelope as a browser and the server make it together. */
export async function makeEnvelope(change: Partial<Ballot> = {}, outside: Partial<Envelope> = {}): Promise<Envelope> {
  const ballot = makeBallot(change);
  const text = canonicalBallot(ballot);
  const ticket = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
  const labels = { window: ballot.window, unit: ballot.unit, group: ballot.group, channel: 'code', stratum: 'all', ticket, revision: 1 };
  const ciphertext = await sealBallot(keys.sealing, pad(text, form.plaintextLength), labels);
  const sealedLeaf = await (await leafSealer(keys.sealing))(ballotLeafHash(text), labels);
  return { ...labels, riskClass: 'ordinary', ciphertext, sealedLeaf, ...outside };
}
