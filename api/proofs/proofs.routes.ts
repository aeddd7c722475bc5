import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addressKey } from '../address.ts';
import type { AppEnv, Dependencies, Entitlement } from '../context.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { body, json, problems } from '../openapi.ts';
import { windowParams } from '../windows/windows.shapes.ts';
import { codeProof } from './codes.usecases.ts';
import { entitlementCookie } from './entitlement.ts';
import { gatewayOf } from './gateway.ts';
import { tooManyProofs } from './proofs.errors.ts';
import { sendMessage, smsProof, VALID_SECONDS } from './sms.usecases.ts';

const Text = z.object({ zh: z.string(), en: z.string() });

const Proof = z
  .object({
    window: z.string(),
    group: z.string(),
    groupLabel: Text,
    channel: z.string(),
    uniqueness: Text.openapi({ description: 'What this channel makes sure of, and what not' }),
  })
  .openapi('Proof', { description: 'A right to rate: one ballot per unit in this window. The cookie that carries it is set.' });

const code = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/code',
  summary: 'Prove the right to rate with a printed code',
  description: 'May be shown again as long as the window is open: the same code always stands for the same rater.',
  request: { params: windowParams, body: body(z.strictObject({ code: z.string().min(1).max(100) })) },
  responses: { 200: json(Proof, 'The right to rate'), ...problems(401, 404, 409, 422, 429) },
});

const sms = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/sms',
  summary: 'Have six figures sent to a mobile number',
  request: { params: windowParams, body: body(z.strictObject({ phone: z.string().min(5).max(40) })) },
  responses: {
    200: json(
      z.object({
        validSeconds: z.number().int(),
        demonstrationMessage: Text.nullable().openapi({ description: 'The message itself, in a demonstration only' }),
      }),
      'Sent',
    ),
    ...problems(404, 409, 422, 429, 503),
  },
});

const confirm = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/sms/confirm',
  summary: 'Prove the right to rate with the six figures',
  request: { params: windowParams, body: body(z.strictObject({ phone: z.string().min(5).max(40), code: z.string().min(1).max(20) })) },
  responses: { 200: json(Proof, 'The right to rate'), ...problems(401, 404, 409, 422, 429) },
});

export const proofRoutes = (deps: Dependencies, limits: Limits) => {
  const gateway = gatewayOf(deps.city);
  const entitle = entitler(deps);
  /** Counts a try against the address and gives it back when the proof holds. */
  const limited = async <T>(c: Context<AppEnv>, prove: () => Promise<T>): Promise<T> => {
    const key = addressKey(deps, c);
    const wait = await limits.proof(key);
    if (wait > 0) throw tooManyProofs(wait);
    const proved = await prove();
    await limits.proved(key);
    return proved;
  };
  /**
   * A printed code cannot be guessed, however often one tries: one that holds is taken even where the address has used
   * up its tries, so that nobody keeps the neighbours of a shared address from rating. One that does not is told only that.
   */
  const byCode = async (c: Context<AppEnv>, prove: () => Promise<Entitlement>): Promise<Entitlement> => {
    const key = addressKey(deps, c);
    const wait = await limits.proof(key);
    const proved = await prove().catch((error) => {
      throw wait > 0 ? tooManyProofs(wait) : error;
    });
    if (wait === 0) await limits.proved(key);
    return proved;
  };
  return router()
    .openapi(code, async (c) => {
      const { window } = c.req.valid('param');
      return c.json(entitle(c, await byCode(c, () => codeProof.prove(deps, window, c.req.valid('json').code))), 200);
    })
    .openapi(sms, async (c) => {
      const wait = await limits.proof(addressKey(deps, c));
      if (wait > 0) throw tooManyProofs(wait);
      const shown = await sendMessage(deps, limits, gateway, c.req.valid('param').window, c.req.valid('json').phone);
      return c.json({ validSeconds: VALID_SECONDS, demonstrationMessage: shown }, 200);
    })
    .openapi(confirm, async (c) => {
      const { window } = c.req.valid('param');
      return c.json(entitle(c, await limited(c, () => smsProof.prove(deps, window, c.req.valid('json')))), 200);
    });
};

/** Sets the cookie and says what the proof gave. */
function entitler({ city, secrets, clock, config }: Dependencies) {
  const key = secrets.derive('entitlement');
  const secure = config.publicUrl.startsWith('https:');
  return (c: Context<AppEnv>, entitlement: Entitlement): z.infer<typeof Proof> => {
    c.header('set-cookie', entitlementCookie(entitlement, key, clock(), secure), { append: true });
    const { window, group, channel } = entitlement;
    return {
      window,
      group,
      channel,
      groupLabel: labelOf(city.groups, group),
      uniqueness: city.channels.find(({ id }) => id === channel)?.uniqueness ?? { zh: '', en: '' },
    };
  };
}

const labelOf = (entries: readonly { readonly id: string; readonly label: { zh: string; en: string } }[], id: string) =>
  entries.find((entry) => entry.id === id)?.label ?? { zh: id, en: id };
