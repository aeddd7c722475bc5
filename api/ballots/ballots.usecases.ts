import { castEnvelope, type EnvelopeRow, findEnvelope } from '../../db/queries/envelopes.ts';
import { findUnit } from '../../db/queries/units.ts';
import { findWindow } from '../../db/queries/windows.ts';
import type { Ballot } from '../../proof/ballot.ts';
import { fromBase64url } from '../../proof/bytes.ts';
import { canonicalJson } from '../../proof/canonical.ts';
import { SEAL_OVERHEAD } from '../../proof/envelope.ts';
import type { EnvelopeLabels } from '../../proof/labels.ts';
import { formOf, type ManifestQuestionnaire, votesOpenly } from '../../proof/manifest.ts';
import { makeTicket, markOf, requestDigest, TICKET_BYTES } from '../../proof/mark.ts';
import { categoryOfPlace, placesOf } from '../../proof/picks.ts';
import type { Receipt } from '../../proof/receipt.ts';
import type { Dependencies, Entitlement } from '../context.ts';
import { unknownUnit } from '../units/units.errors.ts';
import { type SealedWindow, sealedWindow } from '../windows/sealed.ts';
import { signStatement } from '../windows/signing.ts';
import {
  badBallots,
  badCiphertext,
  groupNotAsked,
  groupVotesOpenly,
  otherRight,
  otherTicket,
  otherWindow,
  outdatedRevision,
  ownUnit,
  revisionUsed,
  ticketTaken,
  windowNotOpen,
} from './ballots.errors.ts';
import { ballotFaults } from './checks.ts';
import { leafSealer, sealOnServer } from './sealing.ts';

/** Risk classes come with the watch; until then all ballots are of one. */
export const RISK_CLASS = 'ordinary';

/** What a rater may do at one unit: the sealed rules, and the names that the ballot is bound to. */
interface Place {
  readonly sealed: SealedWindow;
  readonly form: ManifestQuestionnaire;
  readonly labels: Omit<EnvelopeLabels, 'ticket' | 'revision'>;
  readonly mark: string;
}

async function placeOf(deps: Dependencies, { window, unit, entitlement }: Rater): Promise<Place> {
  const sealed = await sealedWindow(deps, window);
  if (entitlement.window !== window) throw otherWindow();
  const { group, channel, stratum, subject } = entitlement;
  const form = formOf(sealed.manifest, group);
  if (form === null) throw groupNotAsked();
  if (votesOpenly(sealed.manifest, group)) throw groupVotesOpenly();
  if (!placesOf(sealed.manifest.units, form).includes(unit)) throw unknownUnit();
  if (entitlement.refused?.includes(unit)) throw ownUnit();
  return { sealed, form, labels: { window, unit, group, channel, stratum }, mark: markOf(deps.secrets.derive(`mark:${window}`), window, unit, subject) };
}

/** Who rates what. */
export interface Rater {
  readonly window: string;
  readonly unit: string;
  readonly entitlement: Entitlement;
}

/** The blank: the ticket and revision to cast under, and what to seal for. Answers that were cast before cannot be shown. */
export async function blankBallot(deps: Dependencies, rater: Rater) {
  const { sealed, form, labels, mark } = await placeOf(deps, rater);
  const row = await findWindow(deps.db, rater.window);
  if (row?.state !== 'open') throw windowNotOpen();
  const cast = await findEnvelope(deps.db, rater.window, rater.unit, mark);
  const ownUnits = [...(rater.entitlement.refused ?? [])];
  return {
    sealed,
    form,
    labels,
    ownUnits,
    closesAt: row.closesAt,
    ticket: cast?.ticket ?? makeTicket(deps.random(TICKET_BYTES)),
    revision: cast?.revision ?? 0,
  };
}

export interface SealedCast {
  readonly ticket: string;
  readonly revision: number;
  /** What the ballot is bound to; a right shown meanwhile in another tab changes it. */
  readonly group: string;
  readonly channel: string;
  readonly stratum: string;
  /** Encapsulated key and ciphertext, base64url. */
  readonly ciphertext: string;
  /** The leaf hash that the receipt shall name, hexadecimal. */
  readonly leafHash: string;
}

/** Takes a ballot that was sealed in the browser. */
export async function castSealed(deps: Dependencies, rater: Rater, cast: SealedCast): Promise<SignedReceipt> {
  const place = await placeOf(deps, rater);
  const { ticket, revision, leafHash } = cast;
  const { group, channel, stratum } = place.labels;
  if (cast.group !== group || cast.channel !== channel || cast.stratum !== stratum) throw otherRight();
  const ciphertext = readCiphertext(cast.ciphertext, place.form.plaintextLength + SEAL_OVERHEAD);
  const sealedLeaf = (await leafSealer(place.sealed.recipient))(leafHash, { ...place.labels, ticket, revision });
  return put(deps, place, { ticket, revision, leafHash, ciphertext, sealedLeaf, content: `${cast.ciphertext} ${leafHash}` });
}

function readCiphertext(text: string, length: number): Uint8Array {
  try {
    const bytes = fromBase64url(text);
    if (bytes.length === length) return bytes;
  } catch {
    // told below
  }
  throw badCiphertext(length);
}

export interface PlainCast {
  readonly ticket: string;
  readonly revision: number;
  /** The group whose questions were answered, where the caller knows it. */
  readonly group?: string | undefined;
  readonly salt: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly screening: string | null;
}

/** Takes readable answers and seals them here: the way without JavaScript. The answer says so. */
export async function castPlain(deps: Dependencies, rater: Rater, cast: PlainCast): Promise<SignedReceipt> {
  const place = await placeOf(deps, rater);
  const { ticket, revision, salt, answers, screening } = cast;
  if (cast.group !== undefined && cast.group !== place.labels.group) throw otherRight();
  const ballot: Ballot = { v: 1, window: rater.window, unit: rater.unit, group: place.labels.group, answers, screening, salt };
  const faults = ballotFaults(ballot, place.form);
  if (faults.length > 0) throw badBallots(faults);
  if (place.form.pick && rater.entitlement.refused?.some((own) => answers[own] !== undefined)) throw ownUnit();
  const sealed = await sealOnServer(place.sealed.recipient, place.form, ballot, { ...place.labels, ticket, revision });
  return put(deps, place, { ticket, revision, ...sealed, content: canonicalJson({ answers, screening, salt }) });
}

interface Sealed {
  readonly ticket: string;
  readonly revision: number;
  readonly leafHash: string;
  readonly ciphertext: Uint8Array;
  readonly sealedLeaf: Uint8Array;
  /** What the request held, to know the same request when it comes again. */
  readonly content: string;
}

async function put(deps: Dependencies, { labels, mark }: Place, sealed: Sealed): Promise<SignedReceipt> {
  const { ticket, revision, ciphertext, sealedLeaf, leafHash, content } = sealed;
  const { window: windowId, unit: unitId, ...rest } = labels;
  const digest = requestDigest(deps.secrets.derive(`request:${windowId}`), ticket, revision, content);
  const row: EnvelopeRow = { windowId, unitId, mark, ...rest, riskClass: RISK_CLASS, ticket, revision, requestDigest: digest, ciphertext, sealedLeaf };
  if (!(await castOrReplace(deps, row).catch(translate))) await expectSame(deps, row);
  return signReceipt(deps, { v: 1, window: windowId, unit: unitId, ticket, revision, leafHash });
}

/**
 * Two casts of one rater at the same moment can meet at the ticket before they meet at the mark. The other one's row is
 * then there, so that a second try finds it by the mark; a ticket of someone else stands in the way again.
 */
const castOrReplace = ({ sql }: Dependencies, row: EnvelopeRow): Promise<boolean> =>
  castEnvelope(sql, row).catch((error) => {
    if (isTicketTaken(error)) return castEnvelope(sql, row);
    throw error;
  });

/** Each window's box is a table of its own, in whose name the constraint's begins: `envelopes_<box>_window_id_ticket_key`. */
function isTicketTaken(error: unknown): boolean {
  const { code, constraint_name: constraint = '' } = error as { code?: string; constraint_name?: string };
  return code === '23505' && /^envelopes_.*ticket/.test(constraint);
}

function translate(error: unknown): never {
  throw isTicketTaken(error) ? ticketTaken() : error;
}

/** Nothing was written: fine when the very same request is already in the box, else the reason. */
async function expectSame({ db }: Dependencies, row: EnvelopeRow): Promise<void> {
  const kept = await findEnvelope(db, row.windowId, row.unitId, row.mark);
  if (kept?.ticket === row.ticket && kept.revision === row.revision && kept.requestDigest === row.requestDigest) return;
  if (kept === null && categoryOfPlace(row.unitId) === null && (await findUnit(db, row.unitId)) === null) throw unknownUnit();
  if (kept === null || (kept.ticket === row.ticket && kept.revision < row.revision)) throw windowNotOpen();
  if (kept.ticket !== row.ticket) throw otherTicket();
  throw kept.revision > row.revision ? outdatedRevision() : revisionUsed();
}

export interface SignedReceipt {
  readonly receipt: Receipt;
  readonly signature: string;
  readonly signingKey: string;
}

const signReceipt = ({ secrets }: Dependencies, receipt: Receipt): SignedReceipt => ({
  receipt,
  signature: signStatement(secrets, 'receipt', receipt),
  signingKey: secrets.publicSigningKey,
});
