import { z } from '@hono/zod-openapi';
import type { PartnerKeyRow } from '../../db/queries/partners.ts';
import type { AppEnv, Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { issueKey, keyState, partnerKeys, requestKey, revokeKey } from './keys.usecases.ts';
import { KeyLine, KeyRequest } from './partners.shapes.ts';

const KEEPERS = ['office-staff', 'office-approver', 'administrator'] as const;

const keyParams = z.object({ key: z.uuid() });

const list = guarded([...KEEPERS, 'auditor'], {
  method: 'get',
  path: '/partner-keys',
  summary: 'Keys of partners, the newest first; never the keys themselves',
  responses: { 200: json(z.object({ keys: z.array(KeyLine) }), 'The keys'), ...problems(401, 403) },
});

const request = guarded(KEEPERS, {
  method: 'post',
  path: '/partner-keys',
  summary: 'Ask for a key for a partner: one window, one group, one channel, one day of expiry',
  description: 'Nothing can be sent before an administrator, another person, issues it.',
  request: { body: body(KeyRequest) },
  responses: { 201: json(z.object({ id: z.uuid() }), 'Asked for'), ...problems(401, 403, 404, 409, 422) },
});

const issue = guarded(
  ['administrator'],
  {
    method: 'post',
    path: '/partner-keys/{key}/issue',
    summary: 'Issue a key that somebody else has asked for',
    description: 'The answer is the only place where the key ever stands; only its SHA-256 is kept.',
    request: { params: keyParams },
    responses: { 200: json(z.object({ key: z.string() }), 'The key, once'), ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const revoke = guarded(KEEPERS, {
  method: 'post',
  path: '/partner-keys/{key}/revoke',
  summary: 'End a key at once, or take back that one was asked for',
  request: { params: keyParams },
  responses: { 200: json(z.object({ revoked: z.literal(true) }), 'Ended'), ...problems(401, 403, 404, 409, 422) },
});

const userOf = ({ staff }: AppEnv['Variables']): string => (staff as NonNullable<typeof staff>).userId;

const toLine = (now: Date, me: string) => (row: PartnerKeyRow) => ({
  ...{ id: row.id, window: row.windowId, partner: row.partner, group: row.group, channel: row.channel, prefix: row.prefix },
  state: keyState(row, now),
  requestedByYou: row.requestedBy === me,
  expiresAt: row.expiresAt.toISOString(),
  requestedAt: row.createdAt.toISOString(),
  issuedAt: row.issuedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});

export const partnerKeyRoutes = (deps: Dependencies) =>
  router()
    .openapi(list, async (c) => c.json({ keys: (await partnerKeys(deps)).map(toLine(deps.clock(), userOf(c.var))) }, 200))
    .openapi(request, async (c) => c.json({ id: await requestKey(deps, c.req.valid('json'), userOf(c.var)) }, 201))
    .openapi(issue, async (c) => c.json({ key: await issueKey(deps, c.req.valid('param').key, userOf(c.var)) }, 200))
    .openapi(revoke, async (c) => {
      await revokeKey(deps, c.req.valid('param').key, userOf(c.var));
      return c.json({ revoked: true as const }, 200);
    });
