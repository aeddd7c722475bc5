import type { ShareFault } from '../../proof/shares.ts';
import { AppError } from '../errors.ts';

/** A share that cannot be used. The sentence is the share's own and never repeats what was typed. */
export const shareRefused = ({ code, sentence }: ShareFault): AppError => new AppError(`window.share_${code}`, 422, sentence);

export const shareOfOtherKey = (): AppError =>
  new AppError('window.share_other_key', 422, {
    zh: '这份份额的公钥指纹与本评议期封定的公钥不符，可能是演练或更早一次生成的份额。',
    en: 'The fingerprint on this share is not that of this window’s sealed public key: it may be from a rehearsal or an earlier ceremony.',
  });

export const shareOfOtherWindow = (is: string, given: string): AppError =>
  new AppError('window.share_other_window', 422, {
    zh: `这份份额属于评议期“${given}”，不属于“${is}”。`,
    en: `This share belongs to the window "${given}", not to "${is}".`,
  });

export const samePerson = (): AppError =>
  new AppError('window.share_same_person', 409, {
    zh: '您已经输入过一份。每份须由不同单位的保管人各自输入。',
    en: 'You have entered a share already. Each share is entered by another holder, of another body.',
  });

export const sameBody = (): AppError =>
  new AppError('window.share_same_body', 409, {
    zh: '本单位已有人输入过一份，另一份须由其他单位的保管人输入。',
    en: 'Somebody of your body has entered a share; the next is entered by a holder of another body.',
  });

export const notYourShare = (body: string): AppError =>
  new AppError('window.share_of_other_body', 409, {
    zh: `这份份额由“${body}”保管，请由该单位的账号输入。`,
    en: `This share is held by "${body}" and entered from an account of that body.`,
  });

export const noSharesNeeded = (): AppError =>
  new AppError('window.no_shares_needed', 409, {
    zh: '演示评议期的份额由服务器自己保管，不需要输入；由两个人提出并确认即可。',
    en: 'The server itself holds the shares of a demonstration window; two people propose and confirm, and enter none.',
  });
