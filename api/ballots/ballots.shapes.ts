import { z } from '@hono/zod-openapi';
import type { City } from '../../content/load.ts';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';

const Text = z.object({ zh: z.string(), en: z.string() });
const Choice = z.object({ id: z.string(), label: Text });
const Question = Choice.extend({ text: Text });

const Asked = z
  .object({
    id: z.string(),
    screening: Question.extend({ answers: z.array(Choice) })
      .nullable()
      .openapi({ description: 'Never scored' }),
    questions: z.array(Question),
    levels: z.array(Choice).openapi({ description: 'From best to worst' }),
    dontKnow: Choice.openapi({ description: 'Never scored' }),
    layout: z.enum(['single', 'table']).openapi({ description: 'One ballot a page, or all units in one table' }),
  })
  .openapi('Questionnaire');

const ofOne = {
  unit: z.string(),
  ticket: z.string(),
  revision: z.number().int().openapi({ description: 'Of the ballot in the box; 0 when there is none' }),
};

const ofAll = {
  window: z.string(),
  group: z.string(),
  channel: z.string(),
  stratum: z.string(),
  plaintextLength: z.number().int().openapi({ description: 'Bytes to pad the ballot to' }),
  publicKey: z.string().openapi({ description: 'P-256 point, uncompressed, base64url' }),
  keyCustody: z.enum(['holders', 'demonstration']),
  keyCustodyNote: Text,
  signingKey: z.string().openapi({ description: 'Ed25519 key that signs the receipt, base64url' }),
  manifestSha256: z.string(),
  closesAt: z.string(),
  questionnaire: Asked,
};

export const Blank = z.object({ ...ofAll, ...ofOne }).openapi('BlankBallot');

export const BlankTable = z
  .object({
    ...ofAll,
    units: z.array(z.object({ ...ofOne, ownUnit: z.boolean().openapi({ description: 'The unit the rater works for: no ballot about it is taken' }) })),
  })
  .openapi('BlankBallots');

export const CastAnswer = z
  .object({
    receipt: z
      .object({ v: z.literal(1), window: z.string(), unit: z.string(), ticket: z.string(), revision: z.number().int(), leafHash: z.string() })
      .openapi('Receipt'),
    signature: z.string().openapi({ description: 'Ed25519 over "gongping/receipt/1", a line feed and the canonical receipt; base64url' }),
    signingKey: z.string(),
    sealedBy: z.enum(['browser', 'server']),
  })
  .openapi('CastAnswer');

/** The questionnaire with the city's words. Its ids are those the sealed manifest names. */
export function questionnaireOf(city: City, form: ManifestQuestionnaire): z.infer<typeof Asked> {
  const asked = city.questionnaires.find(({ id }) => id === form.id);
  if (!asked) throw new Error(`the city no longer has the questionnaire ${form.id} that the window was sealed with`);
  return { id: asked.id, screening: asked.screening ?? null, questions: asked.questions, levels: asked.levels, dontKnow: asked.dontKnow, layout: asked.layout };
}
