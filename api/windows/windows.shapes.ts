import { z } from '@hono/zod-openapi';
import { WINDOW_STATES } from '../../db/schema/windows.ts';
import { ALARM_KINDS } from '../../proof/alarms.ts';
import { OPENING_STEPS } from './opening/steps.ts';

/** Text of one line: PostgreSQL takes neither NUL nor half of a character, and no control character belongs into a name or a reason. */
export const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** The window of an address. */
export const windowParams = z.object({ window: line(80) });

const Text = z.object({ zh: z.string(), en: z.string() });

const Channel = z.object({
  id: z.string(),
  label: Text,
  uniqueness: Text.openapi({ description: 'What this channel makes sure of, and what not' }),
  issued: z.number().int().nullable().openapi({ description: 'Proofs issued for this group and channel; null where none are issued' }),
  unique: z
    .enum(['person', 'proof', 'none'])
    .openapi({ description: 'What two ballots about one unit cannot share, as far as the proofs that were in fact issued tell' }),
  uniqueNote: Text,
  ownUnit: Text.openapi({ description: 'How own-unit ballots are kept out' }),
  here: z.boolean().openapi({ description: 'Whether the proof can be shown on this site now' }),
  used: z.number().int().nullable().openapi({ description: 'Distinct proofs that were taken; null before closing, and where none are counted' }),
  voided: z.number().int().nullable().openapi({ description: 'Codes that were made void unused' }),
  ballots: z.number().int().nullable().openapi({ description: 'Ballots in the box; null before closing' }),
});

const Group = z.object({
  id: z.string(),
  label: Text,
  who: Text,
  questionnaire: z.string(),
  kind: z.enum(['open', 'panel']),
  roster: z.number().int().nullable(),
  weight: z.string(),
  minimum: z.number().int(),
  ballot: z.literal('named').optional().openapi({ description: 'The group votes openly; absent where ballots are secret' }),
  channels: z.array(Channel),
});

export const Pending = z
  .object({ clippings: z.number().int(), files: z.number().int(), batches: z.number().int() })
  .openapi('PendingImports', { description: 'Clippings, uploaded files and batches of partners that nobody has brought into the box' });

const Closing = z
  .object({
    statement: z.object({
      v: z.literal(1),
      window: z.string(),
      manifest: z.string(),
      closedAt: z.string(),
      earlyBecause: z.string().nullable(),
      ballots: z.number().int(),
      root: z.string().openapi({ description: 'Merkle root over the sorted digests of all envelopes' }),
      short: z.string().optional().openapi({ description: 'The same for the newspaper: its first 160 bits in 32 characters' }),
      cells: z.array(z.object({ unit: z.string(), group: z.string(), ballots: z.number().int() })),
      named: z
        .object({
          ballots: z.number().int(),
          sha256: z.string(),
          cells: z.array(z.object({ unit: z.string(), group: z.string(), ballots: z.number().int() })),
        })
        .optional()
        .openapi({ description: 'Openly signed ballots, which lie outside the box; the digest is over who voted what' }),
      areas: z
        .array(
          z.object({
            area: z.string(),
            proofs: z.number().int(),
            ballots: z.number().int(),
            most: z.object({ unit: z.string(), ballots: z.number().int() }).nullable(),
          }),
        )
        .optional()
        .openapi({ description: 'Distinct proofs used and ballots by area, and the unit about which most are; small areas are merged' }),
      channels: z.array(
        z.object({ group: z.string(), channel: z.string(), issued: z.number().int().nullable(), used: z.number().int().nullable(), ballots: z.number().int() }),
      ),
      counted: z
        .array(z.object({ unit: z.string(), group: z.string(), answers: z.number().int() }))
        .optional()
        .openapi({ description: 'Answers that hotlines counted: no ballots, and not in the box' }),
      countedSha256: z.string().optional().openapi({ description: 'SHA-256 of these counts as they are kept until the opening; it says nothing of them' }),
      importsSha256: z.string().optional().openapi({ description: 'SHA-256 of what was brought in, as every later release tells it' }),
      leftOut: Pending.optional().openapi({ description: 'What came by other channels and was left out' }),
    }),
    signature: z.string().openapi({ description: 'Ed25519 over "gongping/closing/1", a line feed and the canonical statement; base64url' }),
  })
  .openapi('Closing');

const Log = z
  .object({
    statement: z.object({
      v: z.literal(1),
      window: z.string(),
      manifest: z.string(),
      closingRoot: z.string(),
      openedAt: z.string(),
      root: z.string().openapi({ description: 'Merkle root: leaf 0 the manifest, then the sorted leaf hashes' }),
      ballots: z.number().int(),
      spoiled: z.record(z.string(), z.number().int()).openapi({ description: 'Ballots that do not count, by reason' }),
      labels: z
        .array(z.object({ group: z.string(), by: z.enum(['channel', 'area']), label: z.string(), ballots: z.number().int(), spoiled: z.number().int() }))
        .optional()
        .openapi({ description: 'Ballots and spoiled ones by channel and by area over all units; labels of fewer than ten ballots are merged' }),
    }),
    signature: z.string(),
  })
  .openapi('Log');

const summary = {
  id: z.string(),
  cycle: z.string(),
  state: z.enum(WINDOW_STATES),
  opensAt: z.string(),
  closesAt: z.string(),
  keyCustody: z.enum(['holders', 'demonstration']).openapi({ description: 'Who holds the private key: bodies of their own, or (a demonstration) this server' }),
  keyCustodyNote: Text,
  manifestSha256: z.string().nullable(),
  ballots: z.number().int().nullable().openapi({ description: 'Ballots in the box; null before closing' }),
};

export const WindowSummary = z.object(summary).openapi('WindowSummary');

export const WindowFacts = z
  .object({
    ...summary,
    publicKey: z.string().nullable(),
    signingKey: z.string(),
    groups: z.array(Group),
    openingProposed: z.boolean(),
    keyShares: z
      .object({ holders: z.number().int(), threshold: z.number().int(), bodies: z.array(z.string()).readonly() })
      .nullable()
      .openapi({ description: 'Into how many shares the private key was split, how many open, and which bodies hold them' }),
    keyDestroyed: z
      .object({ on: z.string(), by: z.array(z.string()).openapi({ description: 'The two bodies that signed' }) })
      .nullable()
      .openapi({ description: 'The end of the key, its secret and the sealed ballots; null while the key still exists' }),
    closing: Closing.nullable(),
    log: Log.nullable(),
    spoiled: z
      .array(z.object({ reason: z.string(), sentence: Text, ballots: z.number().int() }))
      .nullable()
      .openapi({ description: 'Ballots that do not count, with the reason in words; null before the opening' }),
    alarms: z
      .array(
        z.object({
          stage: z.enum(['closing', 'opening']),
          kind: z.enum(ALARM_KINDS),
          group: z.string().nullable(),
          channel: z.string().nullable(),
          area: z.string().nullable(),
          unit: z.string().nullable(),
          figure: z.number().int(),
          limit: z.number().int().openapi({ description: 'What the figure is above' }),
        }),
      )
      .nullable()
      .openapi({ description: 'Numbers that ask for a look; no ballot is excluded by them. Null before closing' }),
  })
  .openapi('Window');

export const SignedClosing = Closing;

export const OpeningProgress = z
  .object({
    state: z.enum(['running', 'done', 'failed', 'interrupted']).openapi({ description: 'interrupted: the process that opened is gone; nothing has changed' }),
    step: z.enum([...OPENING_STEPS, 'done']),
    done: z.number().int().openapi({ description: 'Ballots that the step has been through' }),
    total: z.number().int(),
    startedAt: z.string(),
    failure: z.object({ code: z.string(), sentence: Text }).nullable(),
  })
  .openapi('OpeningProgress');
