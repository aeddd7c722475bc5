import { z } from '@hono/zod-openapi';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import { isTicket } from '../../proof/mark.ts';
import type { AppEnv, Dependencies, Entitlement } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { CUSTODY } from '../windows/custody.ts';
import type { SealedWindow } from '../windows/sealed.ts';
import { line, windowParams } from '../windows/windows.shapes.ts';
import { Blank, BlankTable, CastAnswer, questionnaireOf } from './ballots.shapes.ts';
import { blankBallot, castPlain, castSealed } from './ballots.usecases.ts';
import { saidOnce } from './repeated-keys.ts';
import type { Admit } from './shedding.ts';
import { blankBallots } from './table.usecases.ts';

const params = windowParams.extend({ unit: line(90).openapi({ description: 'A unit’s id; `category:<id>` where units of a category are chosen' }) });

const ticket = z.string().refine(isTicket, { error: 'a ticket as the blank ballot gives it' });
const revision = z.number().int().min(1).max(1_000_000).openapi({ description: 'One more than the revision of the blank ballot' });

const blank = guarded('rater', {
  method: 'get',
  path: '/windows/{window}/units/{unit}/ballot',
  summary: 'A blank ballot about one unit: what is asked, the ticket, the key to seal for',
  description: 'Answers that were cast before cannot be shown: they are sealed. `revision` is that of the ballot in the box, 0 when there is none.',
  request: { params },
  responses: { 200: json(Blank, 'The blank ballot'), ...problems(401, 403, 404, 409) },
});

const table = guarded('rater', {
  method: 'get',
  path: '/windows/{window}/ballots',
  summary: 'The blank ballots about all units, for one sitting',
  description: 'As the blank ballot about one unit, for raters who fill in a table. Each unit is cast by itself.',
  request: { params: windowParams },
  responses: { 200: json(BlankTable, 'The blank ballots'), ...problems(401, 403, 404, 409) },
});

const label = line(80);

const sealed = guarded('rater', {
  method: 'put',
  path: '/windows/{window}/units/{unit}/ballot',
  summary: 'Cast or change a ballot that was sealed in the browser',
  description:
    'A higher revision of the same ticket replaces the ballot; the same request again is answered again; anything else is refused and changes nothing.',
  request: {
    params,
    body: body(
      z.strictObject({
        ticket,
        revision,
        group: label.openapi({ description: 'As the blank ballot named it: a ballot sealed for another group, channel or stratum could not be opened' }),
        channel: label,
        stratum: label,
        ciphertext: z.string().max(8000).openapi({ description: 'Encapsulated key and ciphertext, base64url; one length for all ballots of a questionnaire' }),
        leafHash: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .openapi({ description: 'SHA-256(0x00 ‖ canonical ballot with its salt)' }),
      }),
    ),
  },
  responses: { 200: json(CastAnswer, 'In the box; the signed receipt'), ...problems(401, 403, 404, 409, 422, 503) },
});

const shortText = z.string().max(80);

const plain = guarded('rater', {
  method: 'post',
  path: '/windows/{window}/units/{unit}/ballot/plain',
  summary: 'Cast or change a ballot that the server seals',
  description: 'For raters without JavaScript or `crypto.subtle`. The server sees the answers for the moment of sealing and says so (`sealedBy`).',
  request: {
    params,
    body: body(
      z.strictObject({
        ticket,
        revision,
        group: label
          .optional()
          .openapi({ description: 'As the blank ballot named it; a ballot filled in for another group is refused. Not compared when left out' }),
        salt: shortText.openapi({ description: '32 random bytes, base64url' }),
        answers: z.record(shortText, shortText).openapi({ description: 'Question → level, or don’t know' }),
        screening: shortText.nullable().default(null),
      }),
    ),
  },
  responses: { 200: json(CastAnswer, 'In the box; the signed receipt'), ...problems(401, 403, 404, 409, 422, 503) },
});

const raterOf = ({ window, unit }: z.infer<typeof params>, { entitlement }: AppEnv['Variables']) => ({ window, unit, entitlement: entitlement as Entitlement });

/** What is asked, until when, and what to seal for. A window may have been extended since its manifest was sealed. */
function askedOf(
  deps: Dependencies,
  { sealed, form, closesAt }: { readonly sealed: SealedWindow; readonly form: ManifestQuestionnaire; readonly closesAt: Date },
) {
  const { manifest, manifestSha256 } = sealed;
  const { publicKey, keyCustody, signingKey } = manifest;
  const custody = { publicKey, keyCustody, keyCustodyNote: CUSTODY[keyCustody], signingKey };
  return {
    plaintextLength: form.plaintextLength,
    ...custody,
    manifestSha256,
    closesAt: closesAt.toISOString(),
    questionnaire: questionnaireOf(deps.city, form),
  };
}

function casting() {
  const routes = router();
  routes.use('/windows/:window/units/:unit/ballot/*', saidOnce);
  return routes;
}

export const ballotRoutes = (deps: Dependencies, admit: Admit) =>
  casting()
    .openapi(blank, async (c) => {
      const { labels, ticket, revision, ownUnits, ...asked } = await blankBallot(deps, raterOf(c.req.valid('param'), c.var));
      return c.json({ ...labels, ticket, revision, ownUnits, ...askedOf(deps, asked) }, 200);
    })
    .openapi(table, async (c) => {
      const { labels, units, ...asked } = await blankBallots(deps, c.req.valid('param').window, c.var.entitlement as Entitlement);
      return c.json({ ...labels, units, ...askedOf(deps, asked) }, 200);
    })
    .openapi(sealed, async (c) =>
      c.json({ ...(await admit(() => castSealed(deps, raterOf(c.req.valid('param'), c.var), c.req.valid('json')))), sealedBy: 'browser' as const }, 200),
    )
    .openapi(plain, async (c) =>
      c.json({ ...(await admit(() => castPlain(deps, raterOf(c.req.valid('param'), c.var), c.req.valid('json')))), sealedBy: 'server' as const }, 200),
    );
