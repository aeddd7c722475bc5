import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ballotFault, readBallot } from '../../proof/ballot.ts';
import { fromBase64url, toBase64url } from '../../proof/bytes.ts';
import { makeCode } from '../../proof/codes.ts';
import { openBallot } from '../../proof/envelope.ts';
import { KEY_SEED_BYTES, makeKeyPair, openingKey } from '../../proof/keys.ts';
import type { EnvelopeLabels } from '../../proof/labels.ts';
import { unpad } from '../../proof/padding.ts';
import { createAttempts, type Known } from '../../site/workspace/rate/browser/attempt.ts';
import { Refusal } from '../../site/workspace/rate/browser/box.ts';
import { type SealedCast, sealAnswers } from '../../site/workspace/rate/browser/seal.ts';
import { codeMistake } from '../../site/workspace/rate/server/proof.ts';
import { rateWords } from '../../site/workspace/rate/text/index.ts';

const LENGTH = 512;
const pair = makeKeyPair(crypto.getRandomValues(new Uint8Array(KEY_SEED_BYTES)));
const labels = { window: 'w', unit: 'water', group: 'public-web', channel: 'code', stratum: 'all', ticket: toBase64url(new Uint8Array(16)) };
const known = { ...labels, revision: 0, questionnaire: 'public', plaintextLength: LENGTH, publicKey: pair.publicKey } as unknown as Known;
const answers = { answers: { results: 'good4' }, screening: 'yes' };

/** What the box says of the rater's ballot, and every ballot that was put into it. */
let inBox = { ...labels, revision: 0 };
let loseNext = false;
let exchangedBeforeNext = false;
const puts: SealedCast[] = [];

async function box(_address: string, init: RequestInit): Promise<Response> {
  if (init.method !== 'PUT') return Response.json({ ...known, ...inBox, questionnaire: { id: 'public' } });
  const cast = JSON.parse(String(init.body)) as SealedCast;
  puts.push(cast);
  if (exchangedBeforeNext) {
    exchangedBeforeNext = false;
    inBox = { ...inBox, group: 'community', channel: 'invitation' };
  }
  if (cast.group !== inBox.group) return Response.json({ code: 'ballot.other_right', title: '' }, { status: 409 });
  inBox = { ...inBox, ticket: cast.ticket, revision: cast.revision };
  if (loseNext) {
    loseNext = false;
    throw new TypeError('connection lost');
  }
  return Response.json({ receipt: { revision: cast.revision } });
}

beforeEach(() => {
  puts.length = 0;
  inBox = { ...labels, revision: 0 };
  vi.stubGlobal('fetch', box);
  vi.stubGlobal('document', { documentElement: { lang: 'zh-CN' } });
});
afterEach(() => vi.unstubAllGlobals());

async function opened(cast: SealedCast | undefined, under: Partial<EnvelopeLabels> = {}) {
  if (!cast) throw new Error('nothing was put');
  const envelope = {
    ...labels,
    ...under,
    ticket: cast.ticket,
    revision: cast.revision,
    riskClass: 'ordinary',
    ciphertext: fromBase64url(cast.ciphertext),
    sealedLeaf: new Uint8Array(),
  };
  const padded = await openBallot(await openingKey(pair.privateKey), envelope);
  const bytes = padded && unpad(padded, LENGTH);
  return bytes && (readBallot(bytes)?.ballot ?? null);
}

describe('sealing in the browser', () => {
  it('makes a ballot that the opening takes, under its labels only', async () => {
    await createAttempts(known, sealAnswers)(answers, false);
    const ballot = await opened(puts[0]);
    expect(ballot).toMatchObject({ ...answers, window: 'w', unit: 'water', group: 'public-web' });
    const form = {
      id: 'public',
      screening: { id: 'dealt', answers: ['yes', 'no'] },
      questions: [{ id: 'results', weight: '1' }],
      levels: [{ id: 'good4', value: '80' }],
      dontKnow: 'dk',
      plaintextLength: LENGTH,
    };
    expect(ballot && ballotFault(ballot, form)).toBeNull();
    expect(await opened(puts[0], { unit: 'finance' })).toBeNull();
  });

  it('never seals the same answers into the same envelope', async () => {
    const attempt = createAttempts(known, sealAnswers);
    await attempt(answers, true);
    await attempt(answers, true);
    expect(puts[1]?.leafHash).not.toBe(puts[0]?.leafHash);
    expect(puts.map(({ ciphertext }) => ciphertext.length)).toEqual([puts[0]?.ciphertext.length, puts[0]?.ciphertext.length]);
  });
});

describe('casting again from the same page', () => {
  it('sends the very same ballot when no answer came', async () => {
    const attempt = createAttempts(known, sealAnswers);
    loseNext = true;
    await expect(attempt(answers, false)).rejects.toThrow('connection lost');
    await attempt(answers, false);
    expect(puts[1]).toEqual(puts[0]);
  });

  it('makes a new version when the answers were changed after a lost answer', async () => {
    const attempt = createAttempts(known, sealAnswers);
    loseNext = true;
    await expect(attempt(answers, false)).rejects.toThrow();
    await attempt({ ...answers, screening: 'no' }, false);
    expect(puts.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('asks first when another page has changed the ballot, and replaces it when told to', async () => {
    const attempt = createAttempts(known, sealAnswers);
    inBox = { ...inBox, revision: 3 };
    await expect(attempt(answers, false)).rejects.toBeInstanceOf(Refusal);
    expect(puts).toHaveLength(0);
    await attempt(answers, true);
    expect(puts[0]?.revision).toBe(4);
  });

  it('seals under the right that the browser carries now, not the one the page was made for', async () => {
    inBox = { ...inBox, group: 'community', channel: 'invitation' };
    await createAttempts(known, sealAnswers)(answers, false);
    expect(await opened(puts[0], { group: 'community', channel: 'invitation' })).toMatchObject({ group: 'community' });
  });

  it('seals again when the right is exchanged between asking and casting', async () => {
    exchangedBeforeNext = true;
    await createAttempts(known, sealAnswers)(answers, false);
    expect(puts.map(({ group }) => group)).toEqual(['public-web', 'community']);
    expect(await opened(puts[1], { group: 'community', channel: 'invitation' })).toMatchObject({ group: 'community' });
  });
});

describe('a typed code', () => {
  const t = rateWords('en').proof.faults;
  const code = makeCode(new Uint8Array(18).map((_, i) => i * 7));

  it('is taken as people write it', () => {
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', '—')} `]) expect(codeMistake(typed, t)).toBeNull();
  });

  it('is told what is wrong with it', () => {
    expect(codeMistake('  ', t)).toBe(t.none);
    expect(codeMistake(code.slice(0, -1), t)).toBe(t.short(19));
    expect(codeMistake(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`, t)).toBe(t.mistyped);
  });
});
