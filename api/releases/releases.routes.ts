import { z } from '@hono/zod-openapi';
import { listReleases, type ReleaseRow } from '../../db/queries/releases.ts';
import { RELEASE_KINDS, RELEASE_STAGES, RELEASE_STATES } from '../../db/schema/releases.ts';
import type { Dependencies, Staff } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { words } from '../progress/plain-text.ts';
import { correctionOf } from './history.ts';
import { cycleNeeded } from './releases.errors.ts';
import { prepareScoreRelease, publishRelease, requestDailyUpdate } from './releases.usecases.ts';

const reason = words(2000).pipe(z.string().min(5));
const Correction = z.strictObject({ release: z.number().int().min(1), reason: z.strictObject({ zh: reason, en: reason }) });

const Release = z
  .object({
    id: z.uuid(),
    number: z.number().int().nullable().openapi({ description: 'Given when it is published' }),
    kind: z.enum(RELEASE_KINDS),
    state: z.enum(RELEASE_STATES),
    cycles: z.array(z.string()).openapi({ description: 'Cycles whose scores it publishes' }),
    stage: z.enum(RELEASE_STAGES).nullable().openapi({ description: 'Null in a daily update' }),
    objectionsUntil: z.string().nullable().openapi({ description: 'Last day for objections to a provisional release, given when it is built' }),
    corrects: z
      .object({ release: z.number().int(), reason: z.object({ zh: z.string(), en: z.string() }) })
      .nullable()
      .openapi({ description: 'The release whose scores were wrong, and what was' }),
    step: z.string().nullable().openapi({ description: 'Last finished step of a build' }),
    failure: z.string().nullable().openapi({ description: 'Why the build failed' }),
    createdAt: z.string(),
    preparedBy: z.string().nullable(),
    publishedAt: z.string().nullable(),
    manifestSha256: z.string().nullable(),
  })
  .openapi('Release');

const OFFICE = ['office-staff', 'office-approver'] as const;

const list = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/releases',
  summary: 'All releases with their state, newest first',
  responses: { 200: json(z.object({ releases: z.array(Release) }), 'The releases'), ...problems(401, 403) },
});

const create = guarded(OFFICE, {
  method: 'post',
  path: '/releases',
  summary: 'Prepare a score release, or ask for a daily update',
  description:
    'A score release stays unpublished until a second person publishes it. Scores are provisional first and final when every objection is decided; publishing them again is a correction with a reason. A daily update is built at once.',
  request: {
    body: body(
      z.strictObject({
        kind: z.enum(RELEASE_KINDS),
        cycle: z.string().max(80).optional(),
        stage: z.enum(RELEASE_STAGES).nullable().default(null).openapi({ description: 'Absent: whatever comes next' }),
        corrects: Correction.nullable().default(null),
      }),
    ),
  },
  responses: { 201: json(Release, 'Prepared, or being built'), ...problems(401, 403, 404, 409, 422) },
});

const publish = guarded(
  OFFICE,
  {
    method: 'post',
    path: '/releases/{release}/publish',
    summary: 'Second person: publish a prepared score release',
    description: 'Answers when the release is handed to the builder; the list tells when it is live.',
    request: { params: z.object({ release: z.uuid() }) },
    responses: { 202: json(Release, 'Being built'), ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const toRelease = (row: ReleaseRow): z.infer<typeof Release> => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  state: row.state,
  // Releases from before there were stages name what they published in their runs.
  cycles: row.cycles.length > 0 ? [...row.cycles] : Object.keys(row.runs).sort(),
  stage: row.stage,
  objectionsUntil: row.objectionsUntil,
  corrects: correctionOf(row),
  step: row.step,
  failure: row.failure,
  createdAt: row.createdAt.toISOString(),
  preparedBy: row.preparedBy,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  manifestSha256: row.manifestSha256,
});

export const releaseRoutes = (deps: Dependencies) =>
  router()
    .openapi(list, async (c) => c.json({ releases: (await listReleases(deps.db)).map(toRelease) }, 200))
    .openapi(create, async (c) => {
      const { kind, cycle, stage, corrects } = c.req.valid('json');
      const staff = c.var.staff as Staff;
      if (kind === 'daily') return c.json(toRelease(await requestDailyUpdate(deps, staff)), 201);
      if (cycle === undefined) throw cycleNeeded();
      return c.json(toRelease(await prepareScoreRelease(deps, { cycle, stage, corrects }, staff)), 201);
    })
    .openapi(publish, async (c) => c.json(toRelease(await publishRelease(deps, c.req.valid('param').release, c.var.staff as Staff)), 202));
