import { findKeyByHash, insertKey, listKeys, lockKey, type PartnerKeyRow, updateKey } from '../../db/queries/partners.ts';
import { findWindow } from '../../db/queries/windows.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { sha256Hex } from '../../proof/hash.ts';
import { formOf, type WindowManifest } from '../../proof/manifest.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { takesImports } from '../imports/imports.usecases.ts';
import { unknownWindow, wrongState } from '../windows/windows.errors.ts';
import {
  alreadyIssued,
  badExpiry,
  expiredKey,
  keyRevoked,
  noSuchScope,
  otherPersonIssues,
  revokedKey,
  unknownKey,
  unknownPartnerKey,
} from './partners.errors.ts';

const SECRET_BYTES = 32;
/** Letters by which people know a key: the mark that it is one, and eight of its own. */
const PREFIX = 12;
const KEY = /^gpk_[A-Za-z0-9_-]{43}$/;
const LONGEST = 400 * 86_400_000;

/** What a key may be used for. */
export interface Scope {
  readonly window: string;
  readonly partner: string;
  readonly group: string;
  readonly channel: string;
  /** ISO. */
  readonly expiresAt: string;
}

/** The first of two people: says that a partner shall have a key. @returns its id */
export async function requestKey(deps: Dependencies, { window, partner, group, channel, expiresAt }: Scope, actor: string): Promise<string> {
  const row = await findWindow(deps.db, window);
  if (row === null) throw unknownWindow();
  if (!['draft', 'sealed', 'open'].includes(row.state)) throw wrongState(row.state, 'open');
  const manifest = row.manifest as WindowManifest | null;
  if (!takesImports(deps, { group, channel }, 'import') || (manifest && !formOf(manifest, group))) throw noSuchScope();
  const now = deps.clock();
  const lasts = Date.parse(expiresAt) - now.getTime();
  if (!(lasts > 0 && lasts <= LONGEST)) throw badExpiry();
  return deps.db.transaction(async (tx) => {
    const id = await insertKey(tx, { windowId: window, partner, group, channel, expiresAt: new Date(expiresAt), requestedBy: actor, createdAt: now });
    const detail = { key: id, partner, group, channel, expiresAt };
    await audit(tx, now, { actor, action: 'partner_key.requested', subject: `window:${window}`, detail });
    return id;
  });
}

/** The second of two people: makes the key. @returns the key itself, which nobody can see again */
export async function issueKey(deps: Dependencies, id: string, actor: string): Promise<string> {
  const key = `gpk_${toBase64url(deps.random(SECRET_BYTES))}`;
  await deps.db.transaction(async (tx) => {
    const row = await lockKey(tx, id);
    if (row === null) throw unknownPartnerKey();
    if (row.revokedAt !== null) throw keyRevoked();
    if (row.issuedAt !== null) throw alreadyIssued();
    if (row.requestedBy === actor) throw otherPersonIssues();
    const now = deps.clock();
    if (row.expiresAt <= now) throw badExpiry();
    const prefix = key.slice(0, PREFIX);
    await updateKey(tx, id, { prefix, hash: sha256Hex(key), issuedBy: actor, issuedAt: now });
    const detail = { key: id, prefix, partner: row.partner, requestedBy: row.requestedBy };
    await audit(tx, now, { actor, action: 'partner_key.issued', subject: `window:${row.windowId}`, detail });
  });
  return key;
}

/** Ends a key at once, or takes back that one was asked for. One person suffices: it is the safe direction. */
export async function revokeKey(deps: Dependencies, id: string, actor: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await lockKey(tx, id);
    if (row === null) throw unknownPartnerKey();
    if (row.revokedAt !== null) throw keyRevoked();
    const now = deps.clock();
    await updateKey(tx, id, { revokedAt: now });
    const detail = { key: id, prefix: row.prefix, partner: row.partner };
    await audit(tx, now, { actor, action: 'partner_key.revoked', subject: `window:${row.windowId}`, detail });
  });
}

export type KeyState = 'requested' | 'active' | 'expired' | 'revoked';

export const keyState = ({ revokedAt, issuedAt, expiresAt }: PartnerKeyRow, now: Date): KeyState => {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return issuedAt === null ? 'requested' : 'active';
};

export const partnerKeys = ({ db }: Pick<Dependencies, 'db'>): Promise<PartnerKeyRow[]> => listKeys(db);

/** Who sends a request, by its `Authorization`; null where it shows no partner key. @throws AppError when the key is not good any more */
export async function readPartner({ db, clock }: Pick<Dependencies, 'db' | 'clock'>, authorization: string | undefined): Promise<PartnerKeyRow | null> {
  const shown = /^Bearer (gpk_\S*)$/i.exec(authorization ?? '')?.[1];
  if (shown === undefined) return null;
  const row = KEY.test(shown) ? await findKeyByHash(db, sha256Hex(shown)) : null;
  if (row === null) throw unknownKey();
  const state = keyState(row, clock());
  if (state === 'revoked') throw revokedKey();
  if (state === 'expired') throw expiredKey();
  return row;
}
