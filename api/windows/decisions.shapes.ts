import { z } from '@hono/zod-openapi';
import { DECISIONS } from '../../db/schema/window-decisions.ts';
import { line } from './windows.shapes.ts';

const Text = z.object({ zh: z.string(), en: z.string() });
const reason = line(500).trim().min(5);
const moment = z.iso.datetime({ offset: true });

export const Draft = z
  .strictObject({
    window: line(80).openapi({ example: '2026-annual' }),
    cycle: line(80),
    opensAt: moment,
    closesAt: moment,
    custody: z.enum(['holders', 'demonstration']).openapi({ description: 'Who will hold the private key; `demonstration` in a demonstration city only' }),
  })
  .openapi('WindowDraft');

export const ProposalShape = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('seal'),
      publicKey: line(100).optional().openapi({ description: 'Made by the holders, uncompressed P-256 point in base64url; left out in demonstration custody' }),
      bodies: z.array(line(80).trim().min(1)).max(7).optional().openapi({ description: 'Who holds share 1, 2, 3 …' }),
      threshold: z.number().int().min(2).max(5).optional(),
    }),
    z.strictObject({ kind: z.literal('extend'), closesAt: moment, reason }),
    z.strictObject({
      kind: z.literal('close-early'),
      reason,
      leaveOut: z.boolean().optional().openapi({ description: 'Needed where clippings, files or batches of partners wait: they will not be counted' }),
    }),
    z.strictObject({ kind: z.literal('destroy-key'), complaintsEndedOn: z.iso.date(), note: reason }),
    z.strictObject({
      kind: z.literal('hand-out-ballots'),
      auditors: z
        .array(z.strictObject({ name: line(80).trim().min(1), publicKey: line(100).openapi({ description: 'As `gongping auditor key` prints it' }) }))
        .min(1)
        .max(5),
      reason,
    }),
  ])
  .openapi('WindowProposal');

export const decisionParams = z.object({ window: line(80), kind: z.enum(DECISIONS) });

const Decision = z
  .object({
    kind: z.enum(DECISIONS),
    label: Text,
    detail: z.record(z.string(), z.unknown()),
    /** Fingerprint of the proposed public key, to be read back to the holders. */
    fingerprint: z.string().nullable(),
    auditors: z
      .array(z.object({ name: z.string(), fingerprint: z.string() }))
      .nullable()
      .openapi({ description: 'To whom the ballots go, with the fingerprints of their keys; null for other decisions' }),
    proposedBy: z.string(),
    proposedBody: z.string().nullable(),
    mine: z.boolean().openapi({ description: 'Whether the caller proposed it, and so cannot confirm it' }),
    confirmedBy: z.string().nullable(),
    confirmedBody: z.string().nullable(),
    confirmedAt: z.string().nullable(),
  })
  .openapi('WindowDecision');

const Rules = z
  .object({
    scheme: z.string(),
    mergeBelow: z.number().int(),
    units: z.number().int(),
    groups: z.array(
      z.object({
        id: z.string(),
        label: Text,
        questionnaire: z.string(),
        channels: z.array(z.string()),
        kind: z.enum(['open', 'panel']),
        roster: z.number().int().nullable(),
        weight: z.string(),
        minimum: z.number().int(),
      }),
    ),
    questionnaires: z.array(z.object({ id: z.string(), questions: z.array(Text), levels: z.array(z.object({ label: Text, value: z.string() })) })),
  })
  .openapi('WindowRules');

export const Office = z
  .object({
    decisions: z.array(Decision).openapi({ description: 'What two people decided or are deciding, the oldest first' }),
    checks: z.array(z.object({ id: z.string(), ok: z.boolean(), sentence: Text })).openapi({ description: 'What sealing needs; empty once it is sealed' }),
    rules: Rules.nullable().openapi({ description: 'What would be sealed, or is; null where the scheme does not fit' }),
    bodies: z.array(z.string()).openapi({ description: 'Bodies of which an account may enter a share' }),
  })
  .openapi('WindowOffice');

export const Shares = z
  .object({
    needed: z.number().int(),
    holders: z.array(z.object({ number: z.number().int(), body: z.string() })),
    fingerprint: z.string(),
    entered: z.array(z.number().int()).openapi({ description: 'Numbers of the shares in the memory of the process that answered' }),
    until: z.string().nullable().openapi({ description: 'When these are forgotten' }),
    opening: z.boolean().openapi({ description: 'Whether the shares were enough and the opening has begun' }),
  })
  .openapi('SharesEntered');

const share = z.string().min(1).max(1000).openapi({ description: 'A share as it is printed. Held in memory for 15 minutes, written nowhere' });

export const GivenShares = z
  .strictObject({
    share,
    others: z
      .array(
        z.strictObject({
          login: line(80),
          password: z.string().min(1).max(200),
          code: z.string().max(40).optional().openapi({ description: 'Six digits of the app, or a recovery code, where the account has a second factor' }),
          share,
        }),
      )
      .max(4)
      .optional()
      .openapi({
        description:
          'Further holders at the same screen, each confirmed by the own password and second factor. The only way that works with several server processes',
      }),
  })
  .openapi('GivenShares');
