import { randomBytes } from 'node:crypto';
import type { Dependencies } from '../../api/context.ts';
import { issueCodes } from '../../api/proofs/issuing.usecases.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { draftWindow, openWindow, sealWindow } from '../../api/windows/windows.usecases.ts';
import { cycles } from '../../db/schema/cycles.ts';
import { units } from '../../db/schema/units.ts';
import { type Ballot, ballotLeafHash, canonicalBallot } from '../../proof/ballot.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { sealBallot } from '../../proof/envelope.ts';
import { makeKeyPair, sealingKey } from '../../proof/keys.ts';
import { pad } from '../../proof/padding.ts';
import { createRequester, PROJECT, type Requester, type TestApp } from '../support/app.ts';

const HOUR = 3_600_000;
export const HOLDERS = makeKeyPair(new Uint8Array(48).fill(7));

/** Writes the city's units and cycles, once per database. */
export async function insertCity({ db, city }: Dependencies): Promise<void> {
  await db
    .insert(cycles)
    .values(city.cycles.map(({ id, label, scheme }, position) => ({ id, labelZh: label.zh, labelEn: label.en, schemeId: scheme, position })));
  await db.insert(units).values(city.units.map(({ id, category, name }, position) => ({ id, category, nameZh: name.zh, nameEn: name.en, position })));
}

/** A window that opened an hour ago by the application's clock and closes in an hour by the database's. */
export async function makeWindow(
  deps: Dependencies,
  window: string,
  options: { readonly custody?: 'holders' | 'demonstration'; readonly closesIn?: number; readonly open?: boolean } = {},
): Promise<string> {
  const { custody = 'demonstration', closesIn = HOUR, open = true } = options;
  const cycle = deps.city.cycles.at(-1);
  if (!cycle) throw new Error('the city has no cycle');
  await draftWindow(deps, { window, cycle: cycle.id, opensAt: new Date(deps.clock().getTime() - HOUR), closesAt: new Date(Date.now() + closesIn), custody });
  await sealWindow(deps, {
    window,
    custody,
    ...(custody === 'holders' && { publicKey: HOLDERS.publicKey }),
    ...schemeParts(loadScheme(PROJECT, cycle.scheme)),
  });
  if (open) await openWindow(deps, window);
  return window;
}

/** A browser that has proved its right to rate with a printed code. */
export async function makeRater({ app, dependencies }: TestApp, window: string, group = 'public-web'): Promise<Requester & { readonly code: string }> {
  const [code = ''] = await issueCodes(dependencies, window, group, 1);
  const browser = createRequester(app, null);
  const proved = await browser.call('POST', `/api/v1/windows/${window}/proofs/code`, { code });
  if (proved.status !== 200) throw new Error(JSON.stringify(proved.body));
  return { ...browser, code };
}

export const salt = (): string => toBase64url(randomBytes(32));

export const GOOD = { results: 'good5', attitude: 'good4', efficiency: 'good3', openness: 'dk', integrity: 'good1' };

/** Casts readable answers as a page without JavaScript would. */
export async function castPlain(rater: Requester, window: string, unit: string, answers: Record<string, unknown> = GOOD) {
  const address = `/api/v1/windows/${window}/units/${unit}/ballot`;
  const { body } = await rater.call('GET', address);
  return rater.call('POST', `${address}/plain`, { ticket: body.ticket, revision: (body.revision ?? 0) + 1, salt: salt(), answers });
}

/** What a browser sends: the ballot sealed for the window's key. `change` spoils it as a tampered browser would. */
export async function sealInBrowser(
  blank: Record<string, never>,
  answers: Record<string, string>,
  change: { readonly ballot?: Partial<Ballot>; readonly leafHash?: string; readonly text?: string } = {},
) {
  const { window, unit, group, channel, stratum, ticket, revision, plaintextLength, publicKey } = blank as unknown as {
    window: string;
    unit: string;
    group: string;
    channel: string;
    stratum: string;
    ticket: string;
    revision: number;
    plaintextLength: number;
    publicKey: string;
  };
  const ballot: Ballot = { v: 1, window, unit, group, answers, screening: null, salt: salt(), ...change.ballot };
  const text = change.text ?? canonicalBallot(ballot);
  const labels = { window, unit, group, channel, stratum, ticket, revision: revision + 1 };
  const ciphertext = toBase64url(await sealBallot(await sealingKey(publicKey), pad(text, plaintextLength), labels));
  return { ticket, revision: revision + 1, group, channel, stratum, ciphertext, leafHash: change.leafHash ?? ballotLeafHash(text) };
}

export async function castSealed(
  rater: Requester,
  window: string,
  unit: string,
  answers: Record<string, string> = GOOD,
  change: Parameters<typeof sealInBrowser>[2] = {},
) {
  const address = `/api/v1/windows/${window}/units/${unit}/ballot`;
  const { body } = await rater.call('GET', address);
  return rater.call('PUT', address, await sealInBrowser(body, answers, change));
}
