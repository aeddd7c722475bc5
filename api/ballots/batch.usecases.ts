import type { Queryable } from '../../db/client.ts';
import { type EnvelopeRow, insertEnvelopes } from '../../db/queries/envelopes.ts';
import { lockWindowShared } from '../../db/queries/windows.ts';
import { type Ballot, SALT_BYTES } from '../../proof/ballot.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { formOf, votesOpenly, type WindowManifest } from '../../proof/manifest.ts';
import { makeTicket, markOf, requestDigest, TICKET_BYTES } from '../../proof/mark.ts';
import { placesOf } from '../../proof/picks.ts';
import type { Dependencies } from '../context.ts';
import type { Fault, Sentence } from '../errors.ts';
import { type SealedWindow, sealedWindow } from '../windows/sealed.ts';
import { expectState } from '../windows/states.ts';
import { badBallots, notAllNew } from './ballots.errors.ts';
import { RISK_CLASS } from './ballots.usecases.ts';
import { ballotFaults } from './checks.ts';
import { type LeafSealer, leafSealer, sealOnServer } from './sealing.ts';

/** A readable ballot of a batch. `subject` is whatever is unique per rater; one ballot per subject and unit. */
export interface CastBallot {
  readonly unit: string;
  readonly group: string;
  readonly channel: string;
  readonly stratum?: string;
  readonly subject: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly screening?: string | null;
}

/** Ballots sealed beside each other; more gain nothing. */
const BATCH = 64;
const MOST_FAULTS = 200;

/** Seals many ballots here and puts all of them into an open window, or none. @returns how many. */
export async function castMany(deps: Dependencies, window: string, ballots: readonly CastBallot[]): Promise<number> {
  const rows = await sealMany(deps, window, ballots);
  return deps.db.transaction((tx) => putSealed(tx, window, rows));
}

/**
 * Puts rows that `sealMany` made into the box. The window must be open, but its closing time is the public's: what
 * came on paper or from a survey firm is entered until the office closes the window.
 */
export async function putSealed(tx: Queryable, window: string, rows: readonly EnvelopeRow[]): Promise<number> {
  expectState(await lockWindowShared(tx, window), 'open');
  const written = await insertEnvelopes(tx, rows);
  if (written !== rows.length) throw notAllNew();
  return written;
}

/** Checks and seals ballots without writing; `progress` hears how many are. @throws AppError with the faults of all of them. */
export async function sealMany(
  deps: Dependencies,
  window: string,
  ballots: readonly CastBallot[],
  progress: (sealed: number) => void = () => {},
): Promise<EnvelopeRow[]> {
  const sealed = await sealedWindow(deps, window);
  const salted = ballots.map((ballot) => ({ cast: ballot, ballot: toBallot(deps, window, ballot) }));
  const faults = salted.flatMap(({ cast, ballot }, i) => castFaults(sealed.manifest, cast, ballot, i));
  if (faults.length > 0) throw badBallots(faults.slice(0, MOST_FAULTS));
  const keys = { mark: deps.secrets.derive(`mark:${window}`), request: deps.secrets.derive(`request:${window}`) };
  const sealLeaf = await leafSealer(sealed.recipient);
  const rows: EnvelopeRow[] = [];
  for (let at = 0; at < salted.length; at += BATCH) {
    rows.push(...(await Promise.all(salted.slice(at, at + BATCH).map(({ cast, ballot }) => sealOne(deps, { sealed, keys, sealLeaf }, cast, ballot)))));
    progress(rows.length);
  }
  return rows;
}

const toBallot = ({ random }: Dependencies, window: string, { unit, group, answers, screening }: CastBallot): Ballot => ({
  v: 1,
  window,
  unit,
  group,
  answers,
  screening: screening ?? null,
  salt: toBase64url(random(SALT_BYTES)),
});

const told = (path: string, zh: string, en: string): Fault => ({ path, message: { zh, en } satisfies Sentence });

function castFaults(manifest: WindowManifest, cast: CastBallot, ballot: Ballot, index: number): Fault[] {
  const form = formOf(manifest, cast.group);
  const group = manifest.groups.find(({ id }) => id === cast.group);
  if (!form || !group) return [told(`ballots.${index}.group`, `本评议期没有评议主体“${cast.group}”。`, `The window has no group "${cast.group}".`)];
  return [
    ...(votesOpenly(manifest, group.id)
      ? [told(`ballots.${index}.group`, `评议主体“${group.id}”署名评议，没有密封的票。`, `The group "${group.id}" votes openly and has no sealed ballots.`)]
      : []),
    ...(placesOf(manifest.units, form).includes(cast.unit)
      ? []
      : [told(`ballots.${index}.unit`, `没有单位“${cast.unit}”。`, `There is no unit "${cast.unit}".`)]),
    ...(group.channels.includes(cast.channel)
      ? []
      : [told(`ballots.${index}.channel`, `评议主体“${group.id}”没有渠道“${cast.channel}”。`, `The group "${group.id}" has no channel "${cast.channel}".`)]),
    ...ballotFaults(ballot, form).map((fault) => ({ ...fault, path: `ballots.${index}.${fault.path}` })),
  ];
}

interface Sealer {
  readonly sealed: SealedWindow;
  readonly keys: { readonly mark: Uint8Array; readonly request: Uint8Array };
  readonly sealLeaf: LeafSealer;
}

async function sealOne(deps: Dependencies, { sealed, keys, sealLeaf }: Sealer, cast: CastBallot, ballot: Ballot): Promise<EnvelopeRow> {
  const { window, unit, group } = ballot;
  const form = formOf(sealed.manifest, group);
  if (form === null) throw new Error(`unchecked group ${group}`);
  const labels = { window, unit, group, channel: cast.channel, stratum: cast.stratum ?? 'all', ticket: makeTicket(deps.random(TICKET_BYTES)), revision: 1 };
  const { ciphertext, sealedLeaf, leafHash } = await sealOnServer(sealed.recipient, form, ballot, labels, sealLeaf);
  return {
    windowId: window,
    unitId: unit,
    mark: markOf(keys.mark, window, unit, cast.subject),
    group,
    channel: labels.channel,
    stratum: labels.stratum,
    riskClass: RISK_CLASS,
    ticket: labels.ticket,
    revision: labels.revision,
    requestDigest: requestDigest(keys.request, labels.ticket, labels.revision, leafHash),
    ciphertext,
    sealedLeaf,
  };
}
