import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealOnServer } from '../../api/ballots/sealing.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { recipient } from '../../api/windows/hpke.ts';
import { buildManifest } from '../../api/windows/manifest.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { loadCity } from '../../content/load.ts';
import { type Ballot, ballotFault, canonicalBallot, SALT_BYTES } from '../../proof/ballot.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { sealBallot } from '../../proof/envelope.ts';
import { makeKeyPair, sealingKey } from '../../proof/keys.ts';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import { pad } from '../../proof/padding.ts';

/** A ciphertext's length must tell nothing, whoever rates whom and however: per questionnaire all ballots are of one length. */
const pair = makeKeyPair(new Uint8Array(48).fill(9));
const city = loadCity(process.cwd(), 'demo');
const moment = new Date('2026-11-20T08:00:00Z');
const row = { id: 'demo-2026', cycleId: '2026', opensAt: moment, closesAt: moment, keyCustody: 'holders' } as Parameters<typeof buildManifest>[1];
const secrets = { publicSigningKey: 'x' } as Parameters<typeof buildManifest>[0]['secrets'];
const manifest = buildManifest({ city, secrets }, row, { publicKey: pair.publicKey, keyShares: null }, schemeParts(loadScheme(process.cwd(), 'demo-flagship')));

const bySize = (texts: readonly string[]): string[] => [...texts].sort((a, b) => a.length - b.length);
const ends = (texts: readonly string[]): string[] => [bySize(texts).at(0) ?? '', bySize(texts).at(-1) ?? ''];
const groupsOf = ({ id }: ManifestQuestionnaire): string[] => manifest.groups.filter(({ questionnaire }) => questionnaire === id).map((group) => group.id);
const choicesOf = ({ levels, dontKnow }: ManifestQuestionnaire): string[] => [...levels.map(({ id }) => id), dontKnow];

/** The shortest and longest of everything that a ballot may hold, in all combinations. */
function extremes(form: ManifestQuestionnaire): Ballot[] {
  const questions = form.questions.map(({ id }) => id);
  const answers = [
    ...ends(choicesOf(form)).map((level) => Object.fromEntries(questions.map((id) => [id, level]))),
    ...ends(questions).flatMap((id) => ends(choicesOf(form)).map((level) => ({ [id]: level }))),
  ];
  const screenings = form.screening ? [null, ...ends(form.screening.answers)] : [null];
  const about = ends(manifest.units).flatMap((unit) => ends(groupsOf(form)).map((group) => ({ unit, group })));
  const told = [
    ...answers.flatMap((given) => screenings.map((screening) => ({ answers: given, screening }))),
    ...screenings.slice(1).map((screening) => ({ answers: {}, screening })),
  ];
  const salts = [0, 255].map((byte) => toBase64url(new Uint8Array(SALT_BYTES).fill(byte)));
  return about.flatMap((place) => told.flatMap((given) => salts.map((salt): Ballot => ({ v: 1, window: manifest.window, ...place, ...given, salt }))));
}

const labelsOf = ({ window, unit, group }: Ballot) => ({ window, unit, group, channel: 'code', stratum: 'all', ticket: 'A'.repeat(22), revision: 1 });

test.each(manifest.questionnaires.map((form) => [form.id, form] as const))(
  '%s: the extremes are valid and all of one length, in the browser and on the server',
  async (_, form) => {
    const ballots = extremes(form);
    expect(ballots.length).toBeGreaterThan(20);
    expect(ballots.filter((ballot) => ballotFault(ballot, form) !== null)).toEqual([]);
    const [to, key] = [recipient(pair.publicKey), await sealingKey(pair.publicKey)];
    const lengths = new Set<string>();
    for (const ballot of ballots) {
      const { ciphertext, sealedLeaf } = await sealOnServer(to, form, ballot, labelsOf(ballot));
      const inBrowser = await sealBallot(key, pad(canonicalBallot(ballot), form.plaintextLength), labelsOf(ballot));
      lengths.add(`${ciphertext.length} ${inBrowser.length} ${sealedLeaf.length}`);
    }
    const sealed = form.plaintextLength + 65 + 16;
    expect([...lengths]).toEqual([expect.stringMatching(new RegExp(`^${sealed} ${sealed} \\d+$`))]);
  },
);

test.each(manifest.questionnaires.map((form) => [form.id, form] as const))('%s: any valid ballot fits', (_, form) => {
  const answers = fc.dictionary(fc.constantFrom(...form.questions.map(({ id }) => id)), fc.constantFrom(...choicesOf(form)));
  const screening = fc.constantFrom(null, ...(form.screening?.answers ?? []));
  const place = fc.record({ unit: fc.constantFrom(...manifest.units), group: fc.constantFrom(...groupsOf(form)) });
  fc.assert(
    fc.property(answers, screening, place, fc.uint8Array({ minLength: SALT_BYTES, maxLength: SALT_BYTES }), (given, screened, about, salt) => {
      const ballot: Ballot = { v: 1, window: manifest.window, ...about, answers: given, screening: screened, salt: toBase64url(salt) };
      expect(pad(canonicalBallot(ballot), form.plaintextLength)).toHaveLength(form.plaintextLength);
    }),
  );
});
