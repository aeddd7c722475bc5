import { addCounts, deleteChallenge, deleteExpiredChallenges, insertChallenge, takeTry } from '../../db/queries/proofs.ts';
import { lockWindowShared } from '../../db/queries/windows.ts';
import { keyedHash } from '../../proof/hash.ts';
import type { Dependencies } from '../context.ts';
import { AppError, type Sentence } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { hourOf } from '../log.ts';
import { channelsOf, countUse, expectTaking, type ProofAdapter, subjectOf } from './adapter.ts';
import type { MessageGateway } from './gateway.ts';
import { badNumber, noSuchChannel, tooManyMessages, tooManyMessagesHere, wrongMessageCode } from './proofs.errors.ts';

const PROOFS = ['sms'] as const;
const TRIES = 5;
export const VALID_SECONDS = 300;

/** A number in its one spelling: `+8613800000000`. Full-width figures, spaces and hyphens are accepted; +86 may be left out. */
export function readNumber(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/[\s\p{Pd}()]/gu, '');
  const mainland = /^(?:\+?86|0086)?(1[3-9]\d{9})$/.exec(plain);
  if (mainland) return `+86${mainland[1]}`;
  if (/^\+[1-9]\d{6,14}$/.test(plain) && !plain.startsWith('+86')) return plain;
  throw badNumber();
}

/** Six figures from four random bytes; the remainder favours no code by more than one in four thousand. */
export function makeMessageCode(random: Uint8Array): string {
  const number = new DataView(random.buffer, random.byteOffset, 4).getUint32(0);
  return String(number % 1_000_000).padStart(6, '0');
}

const phoneHash = ({ secrets }: Pick<Dependencies, 'secrets'>, number: string): string => keyedHash(secrets.derive('phone'), 'phone', number);
const codeHash = ({ secrets }: Pick<Dependencies, 'secrets'>, window: string, challenge: string, code: string): string =>
  keyedHash(secrets.derive(`sms:${window}`), 'sms', challenge, code);

function smsChannel({ city }: Pick<Dependencies, 'city'>): { readonly group: string; readonly channel: string } {
  const [found] = channelsOf(city, PROOFS);
  if (!found) throw noSuchChannel();
  return { group: found.group.id, channel: found.channel.id };
}

export interface SentMessage {
  /** Goes back with the six figures: only the browser that asked can answer, and nobody else can use up its tries. */
  readonly challenge: string;
  readonly shown: Sentence | null;
}

export interface MessageRequest {
  readonly window: string;
  readonly phone: string;
  /** Keyed address prefix of whoever asks. */
  readonly from: string;
}

/**
 * Sends six figures to a number. The number is not kept, only its keyed hash, and that until it is answered or too old.
 * Every number gets the same answer, whether it has rated or not.
 */
export async function sendMessage(
  deps: Dependencies,
  limits: Limits,
  gateway: MessageGateway,
  { window, phone: typed, from }: MessageRequest,
): Promise<SentMessage> {
  const { group, channel } = smsChannel(deps);
  await expectTaking(deps.db, window);
  const number = readNumber(typed);
  const phone = phoneHash(deps, number);
  await expectWithinLimits(limits, phone, from);
  const code = makeMessageCode(deps.random(4));
  const challenge = Buffer.from(deps.random(16)).toString('base64url');
  const now = deps.clock();
  await deleteExpiredChallenges(deps.db, now);
  await insertChallenge(deps.db, {
    windowId: window,
    id: challenge,
    phoneHash: phone,
    codeHash: codeHash(deps, window, challenge, code),
    triesLeft: TRIES,
    expiresAt: new Date(now.getTime() + VALID_SECONDS * 1000),
  });
  try {
    const { shown } = await gateway.send({ number, code, text: messageText(deps.city.site, code) });
    await addCounts(deps.db, window, group, channel, { issued: 1 });
    return { challenge, shown };
  } catch (error) {
    await deleteChallenge(deps.db, window, challenge);
    if (error instanceof AppError) deps.log.warn({ time: hourOf(now), fault: error.code }, 'message gateway');
    throw error;
  }
}

/** A limit of the number ends within the hour, so that nobody can keep a stranger from rating for longer than they keep at it. */
async function expectWithinLimits({ message, messageFrom, messageCity }: Limits, phone: string, from: string): Promise<void> {
  const fromHere = await messageFrom(from);
  if (fromHere > 0) throw tooManyMessagesHere(fromHere);
  const toNumber = await message(phone);
  if (toNumber > 0) throw tooManyMessages(toNumber);
  const inCity = await messageCity();
  if (inCity > 0) throw tooManyMessagesHere(inCity);
}

const messageText = (site: Sentence, code: string): Sentence => ({
  zh: `【${site.zh}】验证码 ${code}，5 分钟内有效。任何人索要都不要告诉；不是您本人操作，请不用理会。`,
  en: `${site.en}: your code is ${code}, valid for 5 minutes. Do not tell it to anybody. If you did not ask for it, ignore it.`,
});

export interface MessageAnswer {
  readonly challenge: string;
  readonly code: string;
}

/** The six figures that a message brought. The same number always gives the same subject in a window. */
export const smsProof: ProofAdapter<MessageAnswer> = {
  id: 'sms',
  proofs: PROOFS,
  takes: { zh: '手机号码的带密钥摘要', en: 'a keyed hash of the mobile number' },
  unique: () => 'proof',
  publishes: ['issued', 'used'],
  prove: async (deps, window, { challenge, code }) => {
    const { group, channel } = smsChannel(deps);
    await expectTaking(deps.db, window);
    const wanted = await takeTry(deps.db, window, challenge, deps.clock());
    const given = codeHash(deps, window, challenge, code.normalize('NFKC').trim());
    if (wanted?.codeHash !== given || !(await deleteChallenge(deps.db, window, challenge))) throw wrongMessageCode();
    const entitlement = { window, group, channel, stratum: 'all', subject: subjectOf(deps, window, 'sms', wanted.phoneHash) };
    await deps.db.transaction(async (tx) => {
      await lockWindowShared(tx, window);
      await countUse(tx, deps, entitlement);
    });
    return entitlement;
  },
};
