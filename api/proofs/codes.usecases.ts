import { findCode } from '../../db/queries/proofs.ts';
import { lockWindowShared } from '../../db/queries/windows.ts';
import { readCode } from '../../proof/codes.ts';
import { keyedHash } from '../../proof/hash.ts';
import type { Dependencies } from '../context.ts';
import { channelsOf, countUse, expectTaking, type ProofAdapter, subjectOf } from './adapter.ts';
import { mistypedCode, noSuchChannel, unknownCode, voidedCode } from './proofs.errors.ts';

const PROOFS = ['printed-code', 'roster-code'] as const;

export const hashOf = ({ secrets }: Pick<Dependencies, 'secrets'>, window: string, code: string): string =>
  keyedHash(secrets.derive(`code:${window}`), 'code', code);

/** What a mark is made from where a code was shown. */
export const codeSubject = (deps: Pick<Dependencies, 'secrets'>, window: string, codeHash: string): string => subjectOf(deps, window, 'code', codeHash);

/** The channel through which a group is given codes. @throws AppError when it has none. */
export function codeChannel({ city }: Pick<Dependencies, 'city'>, groupId: string) {
  const found = channelsOf(city, PROOFS).find(({ group }) => group.id === groupId);
  if (!found) throw noSuchChannel();
  return found.channel;
}

/** A printed code or an invitation: the code says the group. It may be shown again as long as the window is open. */
export const codeProof: ProofAdapter<string> = {
  id: 'code',
  proofs: PROOFS,
  takes: { zh: '评议码的带密钥摘要', en: 'a keyed hash of the code' },
  unique: ({ channel, batches }) =>
    channel.proof === 'roster-code' && batches.length > 0 && batches.every(({ fromRoster }) => fromRoster) ? 'person' : 'proof',
  publishes: ['issued', 'used', 'voided'],
  prove: async (deps, window, typed) => {
    await expectTaking(deps.db, window);
    const code = readCode(typed);
    if (code === null) throw mistypedCode();
    const codeHash = hashOf(deps, window, code);
    return deps.db.transaction(async (tx) => {
      await lockWindowShared(tx, window);
      const row = await findCode(tx, window, codeHash);
      if (row === null) throw unknownCode();
      if (row.voided) throw voidedCode();
      const { group, stratum, employer } = row;
      const subject = codeSubject(deps, window, codeHash);
      const entitlement = { window, group, channel: codeChannel(deps, group).id, stratum, subject, ...(employer !== null && { refused: [employer] }) };
      await countUse(tx, deps, entitlement);
      return entitlement;
    });
  },
};
