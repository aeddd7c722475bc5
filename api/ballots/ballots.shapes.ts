import { z } from '@hono/zod-openapi';
import type { City } from '../../content/load.ts';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import { isPick, LEFT, PICKED, type PickForm } from '../../proof/picks.ts';

const Text = z.object({ zh: z.string(), en: z.string() });
const Choice = z.object({ id: z.string(), label: Text });
const Question = Choice.extend({ text: Text });

export const Asked = z
  .object({
    id: z.string(),
    screening: Question.extend({ answers: z.array(Choice) })
      .nullable()
      .openapi({ description: 'Never scored' }),
    questions: z.array(Question),
    levels: z.array(Choice).openapi({ description: 'From best to worst' }),
    dontKnow: Choice.openapi({ description: 'Never scored' }),
    pick: z
      .object({
        category: Choice,
        choose: z.number().int().openapi({ description: 'How many units one ballot names' }),
        fewer: z.enum(['refused', 'allowed']).openapi({ description: 'Whether it may name fewer' }),
        text: Text.openapi({ description: 'What is asked' }),
      })
      .nullable()
      .openapi({ description: 'Where units of a category are chosen: the questions are its units, and each one named gets the answer `picked`' }),
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

export const Blank = z
  .object({ ...ofAll, ...ofOne, ownUnits: z.array(z.string()).openapi({ description: 'Units the rater works for, which a pick ballot must not name' }) })
  .openapi('BlankBallot');

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
  if (isPick(form)) return pickBallotOf(city, form);
  const asked = city.questionnaires.find(({ id }) => id === form.id);
  if (!asked) throw new Error(`the city no longer has the questionnaire ${form.id} that the window was sealed with`);
  const { id, screening = null, questions, levels, dontKnow, layout } = asked;
  return { id, screening, questions, levels, dontKnow, pick: null, layout };
}

function pickBallotOf({ picks, categories, units }: City, { id, questions, pick: rule }: PickForm): z.infer<typeof Asked> {
  const asked = picks.find((one) => one.id === id);
  const category = categories.find((one) => one.id === rule.category);
  if (!asked || !category) throw new Error(`the city no longer has the pick ballot ${id} or the category ${rule.category} that the window was sealed with`);
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const named = (unit: string) => names.get(unit) ?? { zh: unit, en: unit };
  return {
    id,
    screening: null,
    questions: questions.map((question) => ({ id: question.id, label: named(question.id), text: named(question.id) })),
    levels: [{ id: PICKED, label: { zh: '选', en: 'Picked' } }],
    dontKnow: { id: LEFT, label: { zh: '未选', en: 'Not picked' } },
    pick: { category: { id: category.id, label: category.label }, choose: rule.choose, fewer: rule.fewer, text: asked.text },
    layout: 'single',
  };
}
