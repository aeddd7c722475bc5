import { z } from '@hono/zod-openapi';
import { listWindows } from '../../db/queries/windows.ts';
import { manifestText } from '../../proof/manifest.ts';
import type { AppEnv, Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { json, problems } from '../openapi.ts';
import { closeWindow } from './closing.usecases.ts';
import { confirmOpening, openingView, proposeOpening } from './opening.usecases.ts';
import { sealedWindow } from './sealed.ts';
import { closingCopy, windowFacts, windowSummary } from './views.ts';
import { OpeningProgress, SignedClosing, WindowFacts, WindowSummary, windowParams } from './windows.shapes.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;

const list = guarded('public', {
  method: 'get',
  path: '/windows',
  summary: 'All rating windows, the earliest first',
  responses: { 200: json(z.object({ windows: z.array(WindowSummary) }), 'The windows') },
});

const one = guarded('public', {
  method: 'get',
  path: '/windows/{window}',
  summary: 'What is public about one window: state, groups and channels, roots, who holds the key',
  request: { params: windowParams },
  responses: { 200: json(WindowFacts, 'The window'), ...problems(404) },
});

const manifest = guarded('public', {
  method: 'get',
  path: '/windows/{window}/manifest',
  summary: 'The sealed rules, in the very bytes whose SHA-256 is published',
  request: { params: windowParams },
  responses: { 200: json(z.object({ format: z.literal('gongping-window/1') }).loose(), 'The manifest as canonical JSON'), ...problems(404, 409) },
});

const close = guarded(
  OFFICE,
  {
    method: 'post',
    path: '/windows/{window}/close',
    summary: 'Close the window when its time is over: no ballot is taken after this',
    description:
      'Gives the root over all envelopes, made before anybody has read one. Closing before the time is a decision of two people. ' +
      'Where clippings, files or batches of partners wait to be imported, `leaveOut` says that they shall not be counted; their numbers stand in the statement.',
    request: {
      params: windowParams,
      body: { content: { 'application/json': { schema: z.strictObject({ leaveOut: z.boolean().optional() }) } }, required: false },
    },
    responses: { 200: json(SignedClosing, 'Closed; the signed closing statement'), ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const closing = guarded('public', {
  method: 'get',
  path: '/windows/{window}/closing',
  summary: 'The signed closing statement as a file, for a second body to keep',
  description: 'With the key that signed it. Whoever keeps it can prove later that nothing was added to the box, removed or swapped.',
  request: { params: windowParams },
  responses: { 200: json(SignedClosing.extend({ signingKey: z.string() }), 'The statement, its signature and the key'), ...problems(404, 409) },
});

const propose = guarded(
  OFFICE,
  {
    method: 'post',
    path: '/windows/{window}/opening',
    summary: 'Propose to open a closed window',
    request: { params: windowParams },
    responses: { 200: json(z.object({ proposed: z.literal(true) }), 'Proposed; another person must confirm'), ...problems(401, 403, 404, 409) },
  },
  { confirmed: true },
);

const confirm = guarded(
  OFFICE,
  {
    method: 'post',
    path: '/windows/{window}/opening/confirm',
    summary: 'Confirm the opening as the second person; it begins at once',
    description: 'For demonstration custody; where holders have the key, the shares they enter open the window. How far the opening is: `GET …/opening`.',
    request: { params: windowParams },
    responses: { 202: json(OpeningProgress, 'The opening has begun'), ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const progress = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/opening',
  summary: 'How far the opening of a window is',
  request: { params: windowParams },
  responses: { 200: json(z.object({ opening: OpeningProgress.nullable() }), 'The opening; null when none was begun'), ...problems(401, 403) },
});

const userOf = ({ staff }: AppEnv['Variables']): string => (staff as NonNullable<typeof staff>).userId;

export const windowRoutes = (deps: Dependencies) =>
  router()
    .openapi(list, async (c) => c.json({ windows: (await listWindows(deps.db)).map(windowSummary) }, 200))
    .openapi(one, async (c) => c.json(await windowFacts(deps, c.req.valid('param').window), 200))
    .openapi(manifest, async (c) => {
      const sealed = await sealedWindow(deps, c.req.valid('param').window);
      return c.body(manifestText(sealed.manifest), 200, { 'content-type': 'application/json; charset=utf-8' }) as never;
    })
    .openapi(close, async (c) => {
      const { leaveOut = false } = c.req.valid('json') ?? {};
      return c.json((await closeWindow(deps, c.req.valid('param').window, userOf(c.var), undefined, leaveOut)) as z.infer<typeof SignedClosing>, 200);
    })
    .openapi(closing, async (c) => {
      const { window } = c.req.valid('param');
      c.header('content-disposition', `attachment; filename="closing-${window}.json"`);
      return c.json(await closingCopy(deps, window), 200);
    })
    .openapi(propose, async (c) => {
      await proposeOpening(deps, c.req.valid('param').window, userOf(c.var));
      return c.json({ proposed: true as const }, 200);
    })
    .openapi(progress, async (c) => c.json({ opening: await openingView(deps, c.req.valid('param').window) }, 200))
    .openapi(confirm, async (c) => {
      const { window } = c.req.valid('param');
      await confirmOpening(deps, window, userOf(c.var));
      return c.json((await openingView(deps, window)) as z.infer<typeof OpeningProgress>, 202);
    });
