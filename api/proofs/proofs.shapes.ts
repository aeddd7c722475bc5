import { z } from '@hono/zod-openapi';
import { line } from '../windows/windows.shapes.ts';

const Text = z.object({ zh: z.string(), en: z.string() });

export const Proof = z
  .object({
    window: z.string(),
    group: z.string(),
    groupLabel: Text,
    channel: z.string(),
    uniqueness: Text.openapi({ description: 'What this channel makes sure of, and what not' }),
    refused: z.array(z.string()).openapi({ description: 'Units that this person may not rate: the employer' }),
  })
  .openapi('Proof', { description: 'A right to rate: one ballot per unit in this window. The cookie that carries it is set.' });

/** What every proof may say beside itself. */
export const besides = {
  employer: line(80).nullable().optional().openapi({ description: 'The rated unit that employs the person, who may not rate it; null for none of them' }),
  ticket: z.string().max(4000).optional().openapi({ description: 'From the queue; needed only when the answer was `proof.queue`' }),
};

export const SentMessage = z.object({
  challenge: z.string().openapi({ description: 'Goes back with the six figures' }),
  validSeconds: z.number().int(),
  demonstrationMessage: Text.nullable().openapi({ description: 'The message itself, in a demonstration only' }),
});

export const Places = z.object({
  puzzle: z.string().openapi({ description: 'An ALTCHA challenge as JSON; its solution, base64, is a ticket' }),
  ticket: z.string().openapi({ description: 'A ticket that becomes good after `waitSeconds`, for browsers that solve no puzzles' }),
  waitSeconds: z.number().int(),
});

const RosterLine = z.strictObject({
  key: line(200).openapi({ description: 'What tells the person from the others: a number of the office’s own, or name and address' }),
  address: z.array(z.string().max(200)).max(6).default([]),
  employer: line(80).nullable().default(null).openapi({ description: 'Id of the rated unit that employs the person' }),
});

export const IssueRequest = z.strictObject({
  group: line(80),
  count: z.number().int().min(1).max(100_000).optional().openapi({ description: 'How many codes; left out with a list' }),
  file: z
    .base64()
    .max(8_000_000)
    .optional()
    .openapi({ description: 'The list as XLSX or CSV: number, name, address, postcode, employer. Read, printed and forgotten' }),
  roster: z.array(RosterLine).min(1).max(20_000).optional().openapi({ description: 'One code a line. Kept of it: that the line was given a code' }),
});

export const Issued = z
  .object({
    batch: z.string(),
    channel: z.string(),
    fromRoster: z.boolean(),
    voting: z.string().openapi({ description: 'Address of the rating page; a code goes behind it as #code=…' }),
    sheets: z
      .array(z.object({ code: z.string(), address: z.array(z.string()) }))
      .openapi({ description: 'The codes, in the order of the list, with what to print above each. They exist in this answer only' }),
  })
  .openapi('IssuedCodes');

export const Batch = z
  .object({
    id: z.string(),
    group: z.string(),
    channel: z.string(),
    codes: z.number().int(),
    fromRoster: z.boolean(),
    voided: z.number().int().nullable().openapi({ description: 'Codes that nobody had used when the batch was made void; null while it is good' }),
    issuedAt: z.string(),
  })
  .openapi('CodeBatch');
