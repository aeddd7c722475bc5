import { findWindow } from '../../db/queries/windows.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import { addressKey } from '../address.ts';
import { showPerson } from '../auth/sign-in.usecases.ts';
import type { Dependencies, Staff } from '../context.ts';
import { notAllowed } from '../errors.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { body, json, problems } from '../openapi.ts';
import type { GivenShare, OpeningCeremony } from './ceremony.ts';
import { GivenShares, Shares } from './decisions.shapes.ts';
import { notSealed, unknownWindow } from './windows.errors.ts';
import { windowParams } from './windows.shapes.ts';

const HOLDERS = ['key-holder', 'office-staff', 'office-approver'] as const;

const look = guarded([...HOLDERS, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/shares',
  summary: 'Whose shares open a window, and how many are entered',
  request: { params: windowParams },
  responses: { 200: json(Shares, 'The holders, and the numbers of the shares in memory'), ...problems(401, 403, 404, 409) },
});

const enter = guarded(
  HOLDERS,
  {
    method: 'post',
    path: '/windows/{window}/shares',
    summary: 'Enter a share of the private key; with the last one that is needed the window is opened',
    description:
      'Shares stay in the memory of the process that answers, for 15 minutes, and are written nowhere. Each is entered by an account of the body that holds it. Where several server processes run, all holders enter theirs in one request, at one screen. Who is signed in has confirmed the identity within ten minutes; the others show theirs in the request.',
    request: { params: windowParams, body: body(GivenShares) },
    responses: { 200: json(Shares, 'Taken'), ...problems(401, 403, 404, 409, 422, 429) },
  },
  { confirmed: true },
);

const forget = guarded(HOLDERS, {
  method: 'delete',
  path: '/windows/{window}/shares',
  summary: 'Break the ceremony off: the entered shares are forgotten',
  request: { params: windowParams },
  responses: { 200: json(Shares, 'Forgotten'), ...problems(401, 403, 404, 409) },
});

export const ceremonyRoutes = (deps: Dependencies, ceremony: OpeningCeremony, limits: Limits) =>
  router()
    .openapi(look, async (c) => c.json(await stateOf(deps, ceremony, c.req.valid('param').window), 200))
    .openapi(enter, async (c) => {
      const { window } = c.req.valid('param');
      const { share, others = [] } = c.req.valid('json');
      const given: GivenShare[] = [{ holder: c.var.staff as Staff, text: share }];
      for (const other of others) given.push({ holder: await confirmedHolder(deps, limits, addressKey(deps, c), other), text: other.share });
      const opening = await ceremony.enterShares(window, given);
      return c.json({ ...(await stateOf(deps, ceremony, window)), opening }, 200);
    })
    .openapi(forget, async (c) => {
      const { window } = c.req.valid('param');
      ceremony.forget(window);
      return c.json(await stateOf(deps, ceremony, window), 200);
    });

/** A holder at the same screen, known by the own password, and by the second factor where the account has one. */
async function confirmedHolder(deps: Dependencies, limits: Limits, address: string, shown: Parameters<typeof showPerson>[1]): Promise<GivenShare['holder']> {
  const user = await showPerson({ deps, limits }, shown, address);
  if (!HOLDERS.some((role) => role === user.role)) throw notAllowed();
  return { userId: user.id, body: user.body };
}

async function stateOf({ db }: Dependencies, ceremony: OpeningCeremony, window: string) {
  const row = await findWindow(db, window);
  if (row === null) throw unknownWindow();
  if (row.manifest === null) throw notSealed();
  const { publicKey, keyShares } = row.manifest as WindowManifest;
  const { numbers, until } = ceremony.entered(window);
  return {
    needed: keyShares?.threshold ?? 2,
    holders: (keyShares?.bodies ?? []).map((holder, i) => ({ number: i + 1, body: holder })),
    fingerprint: fingerprintOf(publicKey),
    entered: [...numbers],
    until,
    opening: false,
  };
}
