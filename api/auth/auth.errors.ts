import { AppError, invalidInput, type Sentence } from '../errors.ts';

export const wrongCredentials = (): AppError =>
  new AppError('auth.wrong_credentials', 401, { zh: '账号或密码不对。', en: 'The account or the password is not right.' });

export const tooManyTries = (seconds: number): AppError =>
  new AppError(
    'auth.too_many_tries',
    429,
    { zh: `尝试次数过多，请 ${seconds} 秒后再试。`, en: `Too many tries; try again in ${seconds} seconds.` },
    { headers: { 'retry-after': String(seconds) } },
  );

export const wrongCode = (): AppError =>
  new AppError('auth.wrong_code', 401, {
    zh: '验证码不对，或者已经用过。请等应用显示下一个，再试一次；手机时间要准确。',
    en: 'The code is not right, or was used before. Wait for the next one and try again; the phone’s clock has to be right.',
  });

export const codeMissing = (): AppError =>
  new AppError('auth.code_missing', 401, {
    zh: '这个账号启用了动态验证码，请连同密码一起填写应用上的六位数字。',
    en: 'This account uses codes from an app; enter the six digits together with the password.',
  });

export const noCodeAwaited = (): AppError => new AppError('auth.no_code_awaited', 409, { zh: '请先输入账号和密码。', en: 'Enter account and password first.' });

export const wrongPassword = (): AppError => invalidInput([{ path: 'current', message: { zh: '现在的密码不对。', en: 'The present password is not right.' } }]);

export const badPassword = (message: Sentence): AppError => invalidInput([{ path: 'password', message }]);

export const invitationOver = (): AppError =>
  new AppError('auth.invitation_over', 410, {
    zh: '这个链接已经用过、过期或被新的链接取代。请向管理员要一个新的。',
    en: 'This link was used, has expired, or was replaced by a newer one. Ask the administrator for another.',
  });

export const factorInUse = (): AppError =>
  new AppError('auth.factor_in_use', 409, {
    zh: '已经启用动态验证码。要换手机，请先停用。',
    en: 'Codes from an app are in use already. To change the phone, end them first.',
  });

export const factorNotBegun = (): AppError => new AppError('auth.factor_not_begun', 409, { zh: '请先生成二维码。', en: 'Make the QR code first.' });

export const factorNeeded = (): AppError =>
  new AppError('auth.factor_needed', 409, {
    zh: '本市要求工作人员使用动态验证码，不能停用；要换手机请找管理员重置。',
    en: 'This city requires codes from an app; they cannot be ended. To change the phone, ask the administrator for a reset.',
  });

export const sessionUnknown = (): AppError => new AppError('auth.session_unknown', 404, { zh: '没有这个登录。', en: 'There is no such sign-in.' });

export const demonstrationAccount = (): AppError =>
  new AppError('auth.demonstration_account', 409, {
    zh: '演示账号由所有访客共用，不能更改。请先建立一个新账号再试。',
    en: 'Demonstration accounts are shared by all visitors and cannot be changed. Make a new account and try it there.',
  });
