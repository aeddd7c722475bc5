import { z } from '@hono/zod-openapi';
import type { PartnerBatchRow, PartnerKeyRow } from '../../db/queries/partners.ts';
import { sha256Hex } from '../../proof/hash.ts';
import type { AppEnv, Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { body, json, problems } from '../openapi.ts';
import { batchesOf, batchOf, takeBatch } from './batches.usecases.ts';
import { keyNeeded, notPlainJson, tooFast } from './partners.errors.ts';
import { Batch, BatchState, Received } from './partners.shapes.ts';
import { isPlainJson } from './strict-json.ts';

const security = [{ partnerKey: [] }];

const send = guarded('partner', {
  method: 'post',
  path: '/partner/batches',
  security,
  summary: 'Send a batch of answers: all of it is taken, or nothing',
  description:
    'Needs `Idempotency-Key`: the same key with the same body is answered the same way again (`Idempotency-Replayed: true`), with another body refused (409). ' +
    'What is taken waits, sealed, until two people of the office import it into the box. Give `answers`, or a `file` with its SHA-256 and mapping.',
  request: {
    headers: z.object({ 'idempotency-key': z.string().optional().openapi({ description: 'Your name of the batch, 1–100 letters, digits, . _ : -' }) }),
    body: body(Batch),
  },
  responses: { 201: json(Received, 'Taken; it waits for the office'), ...problems(401, 403, 404, 409, 413, 422, 429) },
});

const list = guarded('partner', {
  method: 'get',
  path: '/partner/batches',
  security,
  summary: 'Batches sent with this key, the newest first, 200 at most',
  responses: { 200: json(z.object({ batches: z.array(BatchState) }), 'The batches'), ...problems(401, 429) },
});

const one = guarded('partner', {
  method: 'get',
  path: '/partner/batches/{batch}',
  security,
  summary: 'What became of a batch: received, previewed, committed, or refused with a reason',
  request: { params: z.object({ batch: z.uuid() }) },
  responses: { 200: json(BatchState, 'The batch'), ...problems(401, 404, 422, 429) },
});

const NAME = /^[A-Za-z0-9._:-]{1,100}$/;

const toReceived = ({ id, idempotencyKey, windowId, fileSha256, people, ballots, receivedAt }: PartnerBatchRow) => ({
  ...{ batch: id, idempotencyKey, window: windowId, fileSha256, people, ballots },
  receivedAt: receivedAt.toISOString(),
  state: 'received' as const,
});

const toState = (row: PartnerBatchRow) => ({ ...toReceived(row), state: row.state, reason: row.reason });

export function partnerBatchRoutes(deps: Dependencies, limits: Limits) {
  const keyOf = async ({ partner }: AppEnv['Variables']): Promise<PartnerKeyRow> => {
    const key = partner as PartnerKeyRow;
    const wait = await limits.partner(key.id);
    if (wait > 0) throw tooFast(wait);
    return key;
  };
  const routes = router();
  routes.openAPIRegistry.registerComponent('securitySchemes', 'partnerKey', { type: 'http', scheme: 'bearer', description: 'A key that the office issued' });
  return routes
    .openapi(send, async (c) => {
      const key = await keyOf(c.var);
      const idempotencyKey = c.req.valid('header')['idempotency-key'] ?? '';
      if (!NAME.test(idempotencyKey)) throw keyNeeded();
      const text = await c.req.text();
      if (!isPlainJson(text)) throw notPlainJson();
      const { row, again } = await takeBatch(deps, { key, idempotencyKey, bodySha256: sha256Hex(text), given: c.req.valid('json') });
      if (again) c.header('idempotency-replayed', 'true');
      return c.json(toReceived(row), 201);
    })
    .openapi(list, async (c) => c.json({ batches: (await batchesOf(deps, await keyOf(c.var))).map(toState) }, 200))
    .openapi(one, async (c) => c.json(toState(await batchOf(deps, await keyOf(c.var), c.req.valid('param').batch)), 200));
}
