import { z } from '@hono/zod-openapi';
import { listAudit } from '../../db/queries/audit.ts';
import { listUsers } from '../../db/queries/staff.ts';
import { FIRST_HASH } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { json, problems } from '../openapi.ts';
import { verifyAuditChain } from './chain.ts';
import { releasedHead } from './released.ts';

const AuditRecord = z
  .object({
    sequence: z.number().int(),
    at: z.string(),
    actor: z.string().nullable().openapi({ description: 'Login of who did it; null: the product itself' }),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    previousHash: z.string(),
    hash: z.string(),
  })
  .openapi('AuditRecord');

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const read = guarded(['auditor', 'administrator'], {
  method: 'get',
  path: '/audit',
  summary: 'The audit log of staff and unit writes, in the order it was written; casts and proofs are not in it',
  request: { query: z.object({ after: wholeNumber(0, 9e14).default(0), limit: wholeNumber(1, 1000).default(200) }) },
  responses: {
    200: json(
      z.object({
        rows: z.array(AuditRecord),
        next: z.number().int().nullable().openapi({ description: 'Ask for `after` this number for what follows' }),
        chain: z
          .object({ holds: z.boolean(), brokenAt: z.number().int().nullable() })
          .openapi({ description: 'Whether the hashes of these rows fit; from `after=0` this covers the log from its beginning' }),
        released: z
          .object({ release: z.number().int(), rows: z.number().int(), lastHash: z.string(), holds: z.boolean() })
          .nullable()
          .openapi({ description: 'How far the log reached at the live release, as signed there, and whether it still has that row' }),
      }),
      'Rows',
    ),
    ...problems(401, 403, 422),
  },
});

export const auditRoutes = ({ db, config }: Dependencies) =>
  router().openapi(read, async (c) => {
    const { after, limit } = c.req.valid('query');
    const rows = await listAudit(db, after, limit);
    const logins = new Map((await listUsers(db)).map((user) => [user.id, user.login]));
    const chain = verifyAuditChain(rows, after === 0 ? FIRST_HASH : rows[0]?.previousHash);
    return c.json(
      {
        rows: rows.map(({ at, actor, detail, ...row }) => ({
          ...row,
          at: at.toISOString(),
          actor: actor === null ? null : (logins.get(actor) ?? actor),
          detail: detail as Record<string, unknown>,
        })),
        next: rows.length === limit ? (rows.at(-1)?.sequence ?? null) : null,
        chain: { holds: chain.holds, brokenAt: chain.holds ? null : chain.brokenAt },
        released: await releasedHead(db, config.dataDir),
      },
      200,
    );
  });
