import { addIssued, deleteChallenge, deleteExpiredChallenges, putChallenge, takeTry } from '../../db/queries/proofs.ts';
import { keyedHash } from '../../proof/hash.ts';
import type { Dependencies } from '../context.ts';
import type { Sentence } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { channelsOf, expectTaking, type ProofAdapter, subjectOf } from './adapter.ts';
import type { MessageGateway } from './gateway.ts';
import { badNumber, noSuchChannel, tooManyMessages, wrongMessageCode } from './proofs.errors.ts';

const PROOFS = ['sms'] as const;
const TRIES = 5;
export const VALID_SECONDS = 300;

/** A number in its one spelling: `+8613800000000`. Full-width figures, spaces and hyphens are accepted; +86 may be left out. */
export function readNumber(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/[\s\p{Pd}()]/gu, '');
  const mainland = /^(?:\+?86)?(1[3-9]\d{9})$/.exec(plain);
  if (mainland) return `+86${mainland[1]}`;
  if (/^\+[1-9]\d{6,14}$/.test(plain) && !plain.startsWith('+86')) return plain;
  throw badNumber();
}

/** Six figures from four random bytes; the remainder favours no code by more than one in four thousand. */
function makeMessageCode(random: Uint8Array): string {
  const number = new DataView(random.buffer, random.byteOffset, 4).getUint32(0);
  return String(number % 1_000_000).padStart(6, '0');
}

const phoneHash = ({ secrets }: Pick<Dependencies, 'secrets'>, number: string): string => keyedHash(secrets.derive('phone'), 'phone', number);
const codeHash = ({ secrets }: Pick<Dependencies, 'secrets'>, window: string, phone: string, code: string): string =>
  keyedHash(secrets.derive(`sms:${window}`), 'sms', phone, code);

function smsChannel({ city }: Pick<Dependencies, 'city'>): { readonly group: string; readonly channel: string } {
  const [found] = channelsOf(city, PROOFS);
  if (!found) throw noSuchChannel();
  return { group: found.group.id, channel: found.channel.id };
}

/** Sends six figures to a number. The number is not kept, only its keyed hash, and that until it is answered or too old. */
export async function sendMessage(deps: Dependencies, { message }: Limits, gateway: MessageGateway, window: string, typed: string): Promise<Sentence | null> {
  const { group, channel } = smsChannel(deps);
  await expectTaking(deps, window);
  const number = readNumber(typed);
  const phone = phoneHash(deps, number);
  const wait = await message(phone);
  if (wait > 0) throw tooManyMessages(wait);
  const code = makeMessageCode(deps.random(4));
  const { shown } = await gateway.send(number, messageText(code));
  const now = deps.clock();
  await deps.db.transaction(async (tx) => {
    await deleteExpiredChallenges(tx, now);
    await putChallenge(tx, {
      windowId: window,
      phoneHash: phone,
      codeHash: codeHash(deps, window, phone, code),
      triesLeft: TRIES,
      expiresAt: new Date(now.getTime() + VALID_SECONDS * 1000),
    });
    await addIssued(tx, window, group, channel, 1);
  });
  return shown;
}

const messageText = (code: string): Sentence => ({
  zh: `【公评】验证码 ${code}，5 分钟内有效。任何人索要都不要告诉。`,
  en: `Gongping: your code is ${code}, valid for 5 minutes. Do not tell it to anybody.`,
});

/** The six figures that a message brought. The same number always gives the same subject in a window. */
export const smsProof: ProofAdapter<{ readonly phone: string; readonly code: string }> = {
  proofs: PROOFS,
  prove: async (deps, window, { phone: typed, code }) => {
    const { group, channel } = smsChannel(deps);
    await expectTaking(deps, window);
    const phone = phoneHash(deps, readNumber(typed));
    const wanted = await takeTry(deps.db, window, phone, deps.clock());
    const given = codeHash(deps, window, phone, code.normalize('NFKC').trim());
    if (wanted !== given || !(await deleteChallenge(deps.db, window, phone, given))) throw wrongMessageCode();
    return { window, group, channel, stratum: 'all', subject: subjectOf(deps, window, 'sms', phone) };
  },
};
