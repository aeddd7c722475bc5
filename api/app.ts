import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { accessLog } from './access-log.ts';
import { accountsRoutes } from './accounts/accounts.routes.ts';
import { auditRoutes } from './auditing/auditing.routes.ts';
import { accountRoutes } from './auth/account.routes.ts';
import { authRoutes } from './auth/auth.routes.ts';
import { rulesOf } from './auth/rules.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { ballotRoutes } from './ballots/ballots.routes.ts';
import { type LoadRules, MOST_CASTS, MOST_DELAY, shedding } from './ballots/shedding.ts';
import { clippingRoutes } from './clippings/clippings.routes.ts';
import { commentRoutes } from './comments/comments.routes.ts';
import { threadRoutes } from './comments/thread.routes.ts';
import { waitingRoutes } from './comments/waiting.routes.ts';
import type { AppEnv, Dependencies } from './context.ts';
import { deskRoutes } from './desk/desk.routes.ts';
import { docsRoutes } from './docs/docs.routes.ts';
import { notFound } from './errors.ts';
import { evidenceFileRoutes, evidenceRoutes } from './evidence/evidence.routes.ts';
import { healthRoutes } from './health/health.routes.ts';
import { importRoutes } from './imports/imports.routes.ts';
import type { Limits } from './limits.ts';
import { listRoutes } from './lists/lists.routes.ts';
import { createMetrics } from './metrics/metrics.ts';
import { moderationRoutes } from './moderation/moderation.routes.ts';
import { namedBallotRoutes } from './named-ballots/named-ballots.routes.ts';
import { objectionRoutes } from './objections/objections.routes.ts';
import { partnerBatchRoutes } from './partners/batches.routes.ts';
import { partnerKeyRoutes } from './partners/keys.routes.ts';
import { readPartner } from './partners/keys.usecases.ts';
import { planRoutes } from './plans/plans.routes.ts';
import { handleError, problem, validationHook } from './problem.ts';
import { progressImportRoutes } from './progress/import.routes.ts';
import { progressRoutes } from './progress/progress.routes.ts';
import { codeRoutes } from './proofs/codes.routes.ts';
import { readEntitlement } from './proofs/entitlement.ts';
import { proofRoutes } from './proofs/proofs.routes.ts';
import { releaseRoutes } from './releases/releases.routes.ts';
import { reminderRoutes } from './reminders/reminders.routes.ts';
import { retentionRoutes } from './retention/retention.routes.ts';
import { scoreRoutes } from './scores/scores.routes.ts';
import { bodyLimits, sameOrigin, secured } from './security.ts';
import { unitRoutes } from './units/units.routes.ts';
import { verificationRoutes } from './verifications/verifications.routes.ts';
import { ceremonyRoutes } from './windows/ceremony.routes.ts';
import { openingCeremony } from './windows/ceremony.ts';
import { windowDecisionRoutes } from './windows/decisions.routes.ts';
import { startOpening } from './windows/opening.usecases.ts';
import { windowRoutes } from './windows/windows.routes.ts';

export interface AppOptions {
  readonly limits: Limits;
  /** When casts are refused for the load of this process. */
  readonly load?: LoadRules;
}

const UNWATCHED: LoadRules = { mostCasts: MOST_CASTS, mostDelay: MOST_DELAY, delay: () => 0 };

/** Builds the API. It never listens; whoever calls it gives the database, the clock and everything else from outside. */
export function createApp(dependencies: Dependencies, { limits, load = UNWATCHED }: AppOptions) {
  const { config, db, log } = dependencies;
  const secure = config.publicUrl.startsWith('https:');
  const sessions = createSessions(db, secure, rulesOf(dependencies.city));

  const v1 = new OpenAPIHono<AppEnv>({ defaultHook: validationHook })
    .route('/', authRoutes(dependencies, sessions, limits))
    .route('/', accountRoutes(dependencies, limits))
    .route('/', accountsRoutes(dependencies))
    .route('/', unitRoutes(dependencies))
    .route('/', windowRoutes(dependencies))
    .route('/', windowDecisionRoutes(dependencies))
    .route('/', ceremonyRoutes(dependencies, openingCeremony(dependencies, startOpening), limits))
    .route('/', proofRoutes(dependencies, limits))
    .route('/', codeRoutes(dependencies))
    .route('/', ballotRoutes(dependencies, shedding(load)))
    .route('/', namedBallotRoutes(dependencies))
    .route('/', importRoutes(dependencies))
    .route('/', clippingRoutes(dependencies))
    .route('/', partnerKeyRoutes(dependencies))
    .route('/', partnerBatchRoutes(dependencies, limits))
    .route('/', planRoutes(dependencies))
    .route('/', progressRoutes(dependencies))
    .route('/', listRoutes(dependencies))
    .route('/', deskRoutes(dependencies))
    .route('/', progressImportRoutes(dependencies))
    .route('/', verificationRoutes(dependencies))
    .route('/', evidenceRoutes(dependencies))
    .route('/', reminderRoutes(dependencies))
    .route('/', commentRoutes(dependencies, limits))
    .route('/', threadRoutes(dependencies, limits))
    .route('/', waitingRoutes(dependencies))
    .route('/', moderationRoutes(dependencies))
    .route('/', auditRoutes(dependencies))
    .route('/', retentionRoutes(dependencies))
    .route('/', scoreRoutes(dependencies))
    .route('/', objectionRoutes(dependencies))
    .route('/', releaseRoutes(dependencies));

  const app = new OpenAPIHono<AppEnv>({ defaultHook: validationHook });
  app.onError(handleError(log));
  app.notFound((c) => problem(c, notFound()));
  const metrics = createMetrics(dependencies);
  app.use(accessLog(dependencies), metrics.count, secured(secure), plainAddress, sameOrigin(config.publicUrl));
  app.use('/api/*', bodyLimits);
  app.use('/api/v1/*', identify(dependencies, sessions, secure), noStore);
  app.route('/', healthRoutes(dependencies));
  app.route('/', metrics.routes);
  app.route('/api/docs', docsRoutes());
  app.route('/evidence', evidenceFileRoutes(dependencies, sessions));
  const api = app.route('/api/v1', v1);
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Gongping API',
      version: '1',
      description: 'Plans, progress, ratings, scores and releases of one city.',
      license: { name: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: config.publicUrl }],
  });
  return api;
}

/** The API as the site's typed client knows it. */
export type App = ReturnType<typeof createApp>;

/** Reads who is signed in and which right to rate the browser carries. */
const identify = ({ db, secrets, clock }: Dependencies, sessions: Sessions, secure: boolean): MiddlewareHandler<AppEnv> => {
  const key = secrets.derive('entitlement');
  return async (c, next) => {
    const cookies = c.req.header('cookie') ?? '';
    const { staff, cookie } = await sessions.read(cookies, clock());
    c.set('staff', staff);
    c.set('entitlement', readEntitlement(cookies, key, clock(), secure));
    c.set('partner', await readPartner({ db, clock }, c.req.header('authorization')));
    if (cookie) c.header('set-cookie', cookie, { append: true });
    await next();
  };
};

/** PostgreSQL's text holds no NUL, and no address of this site does. */
const plainAddress: MiddlewareHandler = async (c, next) => {
  if (/%00/.test(c.req.url)) throw notFound();
  await next();
};

const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
};
