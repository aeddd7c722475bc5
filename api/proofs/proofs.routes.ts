import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addressKey } from '../address.ts';
import type { AppEnv, Dependencies, Entitlement } from '../context.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { body, json, problems } from '../openapi.ts';
import { line, windowParams } from '../windows/windows.shapes.ts';
import { codeProof } from './codes.usecases.ts';
import { entitlementCookie } from './entitlement.ts';
import { gatewayOf } from './gateway.ts';
import { createLogins, loginProof, startLogin } from './login.usecases.ts';
import { clearedFlow, flowCookie, readFlow } from './login-flow.ts';
import { tooManyProofs, unknownEmployer } from './proofs.errors.ts';
import { besides, Places, Proof, SentMessage } from './proofs.shapes.ts';
import { createQueue, WAIT_SECONDS } from './queue.ts';
import { sendMessage, smsProof, VALID_SECONDS } from './sms.usecases.ts';

const code = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/code',
  summary: 'Prove the right to rate with a printed code',
  description: 'May be shown again as long as the window is open: the same code always stands for the same rater.',
  request: { params: windowParams, body: body(z.strictObject({ code: z.string().min(1).max(100), ...besides })) },
  responses: { 200: json(Proof, 'The right to rate'), ...problems(401, 404, 409, 422, 429) },
});

const sms = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/sms',
  summary: 'Have six figures sent to a mobile number',
  description: 'Every number gets the same answer, whether it has rated or not.',
  request: { params: windowParams, body: body(z.strictObject({ phone: z.string().min(5).max(40), ticket: besides.ticket })) },
  responses: { 200: json(SentMessage, 'Sent'), ...problems(401, 404, 409, 422, 429, 503) },
});

const confirm = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/sms/confirm',
  summary: 'Prove the right to rate with the six figures',
  request: {
    params: windowParams,
    body: body(z.strictObject({ challenge: z.string().min(1).max(80), code: z.string().min(1).max(20), employer: besides.employer })),
  },
  responses: { 200: json(Proof, 'The right to rate'), ...problems(401, 404, 409, 422, 429) },
});

const loginParams = windowParams.extend({ channel: line(80) });

const leave = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/login/{channel}',
  summary: 'Begin a sign-in with an identity provider (OpenID Connect)',
  description: 'Asks for nothing but `openid`. The cookie that is set must come back with the answer.',
  request: { params: loginParams, body: body(z.strictObject({ language: z.enum(['zh', 'en']).default('zh'), ...besides })) },
  responses: { 200: json(z.object({ location: z.string() }), 'Where to send the browser'), ...problems(401, 404, 409, 422, 429, 503) },
});

const back = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/login/{channel}/confirm',
  summary: 'Prove the right to rate with the provider’s answer',
  description: 'Taken of it: that it holds, and the subject. No token is kept.',
  request: {
    params: loginParams,
    body: body(z.strictObject({ query: z.string().max(8000).openapi({ description: 'Query of the address that the provider sent the browser to' }) })),
  },
  responses: { 200: json(Proof, 'The right to rate'), ...problems(401, 404, 409, 422, 429, 503) },
});

const queueUp = guarded('public', {
  method: 'post',
  path: '/windows/{window}/proofs/queue',
  summary: 'Queue before a proof, when very many are asked for',
  request: { params: windowParams },
  responses: { 200: json(Places, 'A puzzle, and a ticket that becomes good by waiting'), ...problems(429) },
});

export const proofRoutes = (deps: Dependencies, limits: Limits) => {
  const gateway = gatewayOf(deps);
  const logins = createLogins(deps);
  const login = loginProof(logins);
  const queue = createQueue(deps, limits);
  const entitle = entitler(deps);
  const secure = deps.config.publicUrl.startsWith('https:');
  const flowKey = deps.secrets.derive('login');
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
  const queued = (c: Context<AppEnv>, ticket: string | undefined): Promise<void> => queue.pass(addressKey(deps, c), ticket);
  return router()
    .openapi(code, async (c) => {
      const { code: typed, employer, ticket } = c.req.valid('json');
      await queued(c, ticket);
      return c.json(entitle(c, await byCode(c, () => codeProof.prove(deps, c.req.valid('param').window, typed)), employer), 200);
    })
    .openapi(sms, async (c) => {
      const { phone, ticket } = c.req.valid('json');
      await queued(c, ticket);
      const from = addressKey(deps, c);
      const wait = await limits.proof(from);
      if (wait > 0) throw tooManyProofs(wait);
      const { challenge, shown } = await sendMessage(deps, limits, gateway, { window: c.req.valid('param').window, phone, from });
      return c.json({ challenge, validSeconds: VALID_SECONDS, demonstrationMessage: shown }, 200);
    })
    .openapi(confirm, async (c) => {
      const { employer, ...answer } = c.req.valid('json');
      return c.json(entitle(c, await limited(c, () => smsProof.prove(deps, c.req.valid('param').window, answer)), employer), 200);
    })
    .openapi(leave, async (c) => {
      const { language, employer = null, ticket } = c.req.valid('json');
      await queued(c, ticket);
      expectUnit(deps, employer);
      const { flow, location } = await startLogin(deps, logins, { ...c.req.valid('param'), language, employer });
      c.header('set-cookie', flowCookie(flow, flowKey, deps.clock(), secure), { append: true });
      return c.json({ location }, 200);
    })
    .openapi(back, async (c) => {
      const { window, channel } = c.req.valid('param');
      const flow = readFlow(c.req.header('cookie') ?? '', flowKey, deps.clock(), secure);
      c.header('set-cookie', clearedFlow(secure), { append: true });
      return c.json(entitle(c, await limited(c, () => login.prove(deps, window, { channel, flow, query: c.req.valid('json').query }))), 200);
    })
    .openapi(queueUp, async (c) => c.json({ ...(await queue.join(addressKey(deps, c))), waitSeconds: WAIT_SECONDS }, 200));
};

function expectUnit({ city }: Pick<Dependencies, 'city'>, unit: string | null | undefined): void {
  if (unit && !city.units.some(({ id }) => id === unit)) throw unknownEmployer();
}

/** Sets the cookie and says what the proof gave. A declared employer is refused beside the one that a list names. */
function entitler(deps: Dependencies) {
  const { city, secrets, clock, config } = deps;
  const key = secrets.derive('entitlement');
  const secure = config.publicUrl.startsWith('https:');
  return (c: Context<AppEnv>, proved: Entitlement, employer: string | null | undefined = null): z.infer<typeof Proof> => {
    expectUnit(deps, employer);
    const refused = [...new Set([...(proved.refused ?? []), ...(employer ? [employer] : [])])];
    const entitlement = { ...proved, ...(refused.length > 0 && { refused }) };
    c.header('set-cookie', entitlementCookie(entitlement, key, clock(), secure), { append: true });
    const { window, group, channel } = entitlement;
    return {
      window,
      group,
      channel,
      groupLabel: labelOf(city.groups, group),
      uniqueness: city.channels.find(({ id }) => id === channel)?.uniqueness ?? { zh: '', en: '' },
      refused,
    };
  };
}

const labelOf = (entries: readonly { readonly id: string; readonly label: { zh: string; en: string } }[], id: string) =>
  entries.find((entry) => entry.id === id)?.label ?? { zh: id, en: id };
