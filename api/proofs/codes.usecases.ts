import { addIssued, findCode, insertCodes } from '../../db/queries/proofs.ts';
import { lockWindowShared } from '../../db/queries/windows.ts';
import { CODE_RANDOM_BYTES, makeCode, readCode } from '../../proof/codes.ts';
import { keyedHash } from '../../proof/hash.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { channelsOf, expectTaking, type ProofAdapter, subjectOf } from './adapter.ts';
import { codesNotIssuable, mistypedCode, noSuchChannel, tooManyCodes, unknownCode } from './proofs.errors.ts';

const PROOFS = ['printed-code', 'roster-code'] as const;
const MOST = 100_000;

const hashOf = ({ secrets }: Pick<Dependencies, 'secrets'>, window: string, code: string): string => keyedHash(secrets.derive(`code:${window}`), 'code', code);

export interface Issue {
  readonly stratum?: string;
  readonly actor?: string | null;
}

/** Makes codes for a group and returns them this once; the table keeps keyed hashes, and nobody's name beside them. */
export async function issueCodes(
  deps: Dependencies,
  window: string,
  group: string,
  n: number,
  { stratum = 'all', actor = null }: Issue = {},
): Promise<string[]> {
  if (!Number.isInteger(n) || n < 1 || n > MOST) throw tooManyCodes(MOST);
  const channel = codeChannel(deps, group);
  const codes = Array.from({ length: n }, () => makeCode(deps.random(CODE_RANDOM_BYTES)));
  await deps.db.transaction(async (tx) => {
    const row = await lockWindowShared(tx, window);
    if (row === null) throw unknownWindow();
    if (!['draft', 'sealed', 'open'].includes(row.state)) throw codesNotIssuable();
    await insertCodes(
      tx,
      codes.map((code) => ({ windowId: window, codeHash: hashOf(deps, window, code), group, stratum })),
    );
    await addIssued(tx, window, group, channel, n);
    await audit(tx, deps.clock(), { actor, action: 'codes.issued', subject: `window:${window}`, detail: { group, channel, codes: n } });
  });
  return codes;
}

function codeChannel({ city }: Pick<Dependencies, 'city'>, groupId: string): string {
  const found = channelsOf(city, PROOFS).find(({ group }) => group.id === groupId);
  if (!found) throw noSuchChannel();
  return found.channel.id;
}

/** A printed code or an invitation: the code says the group. It may be shown again as long as the window is open. */
export const codeProof: ProofAdapter<string> = {
  proofs: PROOFS,
  prove: async (deps, window, typed) => {
    await expectTaking(deps, window);
    const code = readCode(typed);
    if (code === null) throw mistypedCode();
    const codeHash = hashOf(deps, window, code);
    const row = await findCode(deps.db, window, codeHash);
    if (row === null) throw unknownCode();
    const { group, stratum } = row;
    return { window, group, channel: codeChannel(deps, group), stratum, subject: subjectOf(deps, window, 'code', codeHash) };
  },
};
