import { findEnvelopesOf } from '../../db/queries/envelopes.ts';
import { findWindow } from '../../db/queries/windows.ts';
import { formOf, votesOpenly } from '../../proof/manifest.ts';
import { makeTicket, markOf, TICKET_BYTES } from '../../proof/mark.ts';
import { placesOf } from '../../proof/picks.ts';
import type { Dependencies, Entitlement } from '../context.ts';
import { sealedWindow } from '../windows/sealed.ts';
import { groupNotAsked, groupVotesOpenly, otherWindow, windowNotOpen } from './ballots.errors.ts';

/** The blank ballots about all units of a window for one sitting; each is cast by itself. */
export async function blankBallots(deps: Dependencies, window: string, entitlement: Entitlement) {
  const sealed = await sealedWindow(deps, window);
  if (entitlement.window !== window) throw otherWindow();
  const { group, channel, stratum, subject, refused = [] } = entitlement;
  const form = formOf(sealed.manifest, group);
  if (form === null) throw groupNotAsked();
  if (votesOpenly(sealed.manifest, group)) throw groupVotesOpenly();
  const row = await findWindow(deps.db, window);
  if (row?.state !== 'open') throw windowNotOpen();
  const key = deps.secrets.derive(`mark:${window}`);
  const places = placesOf(sealed.manifest.units, form);
  const marks = places.map((unit) => ({ unit, mark: markOf(key, window, unit, subject) }));
  const cast = new Map((await findEnvelopesOf(deps.db, window, marks)).map((row) => [row.unit, row]));
  const units = places.map((unit) => ({
    unit,
    ticket: cast.get(unit)?.ticket ?? makeTicket(deps.random(TICKET_BYTES)),
    revision: cast.get(unit)?.revision ?? 0,
    ownUnit: refused.includes(unit),
  }));
  return { sealed, form, labels: { window, group, channel, stratum }, closesAt: row.closesAt, units };
}
