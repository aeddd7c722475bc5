import { dropFactorMessage, insertFactorMessage, takeFactorTry, type UserRow } from '../../db/queries/staff.ts';
import { keyedHash } from '../../proof/hash.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import type { Sentence } from '../errors.ts';
import type { Limits } from '../limits.ts';
import { gatewayOf } from '../proofs/gateway.ts';
import { makeMessageCode } from '../proofs/sms.usecases.ts';
import { noMessages, noPhone, tooManyCodes } from './auth.errors.ts';
import { openFactor } from './factor.ts';

const TRIES = 5;
const VALID_SECONDS = 300;

export interface CodeSent {
  /** The number, all but its first and last figures hidden. */
  readonly number: string;
  /** The message itself, in a demonstration without a gateway only. */
  readonly shown: Sentence | null;
}

/** As much of a number as its owner needs to know it. */
export const maskNumber = (number: string): string => `${number.slice(0, -8)}****${number.slice(-4)}`;

/** The number that an account's second factor goes to; null where it is no number. */
export const numberOf = ({ secrets }: Pick<Dependencies, 'secrets'>, { factorKind, factorSecret }: UserRow): string | null =>
  factorKind === 'sms' && factorSecret !== null ? openFactor(secrets.derive('factor'), factorSecret) : null;

/** Bound to account and number: a code for one number confirms no other. */
const codeHash = ({ secrets }: Pick<Dependencies, 'secrets'>, userId: string, number: string, code: string): string =>
  keyedHash(secrets.derive('factor-message'), 'factor', userId, number, code);

/**
 * Sends six figures to the number of an account; they take the place of those sent before.
 * @param from keyed address of whoever asks.
 * @throws AppError auth.no_phone, auth.too_many_codes, and what the gateway says
 */
export async function sendFactorMessage(deps: Dependencies, limits: Limits, user: UserRow, from: string): Promise<CodeSent> {
  const number = numberOf(deps, user);
  if (number === null) throw noPhone();
  const { db, clock, random, city, config } = deps;
  if (!config.sms && !city.demonstration) throw noMessages();
  await expectWithinLimits(deps, limits, user, number, from);
  const code = makeMessageCode(random(4));
  const now = clock();
  await db.transaction(async (tx) => {
    const expiresAt = new Date(now.getTime() + VALID_SECONDS * 1000);
    await insertFactorMessage(tx, { userId: user.id, codeHash: codeHash(deps, user.id, number, code), triesLeft: TRIES, expiresAt });
    await audit(tx, now, { actor: user.id, action: 'user.factor_message', subject: `user:${user.login}`, detail: {} });
  });
  try {
    const { shown } = await gatewayOf({ city, config }).send({ number, code, text: messageText(city.site, code) });
    return { number: maskNumber(number), shown };
  } catch (error) {
    await dropFactorMessage(db, user.id);
    throw error;
  }
}

/** Whether this is the code that was sent last, within five minutes and five tries. It opens once. */
export async function takeFactorMessage(deps: Dependencies, user: UserRow, code: string): Promise<boolean> {
  const number = numberOf(deps, user);
  const wanted = number === null ? null : await takeFactorTry(deps.db, user.id, deps.clock());
  if (number === null || wanted === null || wanted !== codeHash(deps, user.id, number, code)) return false;
  return dropFactorMessage(deps.db, user.id, wanted);
}

/** Apart from the limits of residents' messages: nobody who asks for those keeps an officer from signing in. */
async function expectWithinLimits(
  { secrets }: Dependencies,
  { message, messageFrom, messageCity }: Limits,
  user: UserRow,
  number: string,
  from: string,
): Promise<void> {
  const asked = [
    () => messageFrom(from),
    () => message(`staff:${user.login}`),
    () => message(`staff-number:${keyedHash(secrets.derive('phone'), 'staff', number)}`),
    () => messageCity(),
  ];
  for (const take of asked) {
    const wait = await take();
    if (wait > 0) throw tooManyCodes(wait);
  }
}

const messageText = (site: Sentence, code: string): Sentence => ({
  zh: `【${site.zh}】工作台登录验证码 ${code}，5 分钟内有效。任何人索要都不要告诉；不是您本人操作，说明密码可能已泄露，请立即更换密码。`,
  en: `${site.en}: your workspace code is ${code}, valid for 5 minutes. Do not tell it to anybody. If you did not ask for it, somebody may know your password: change it.`,
});
