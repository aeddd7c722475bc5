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

export const wrongSentCode = (): AppError =>
  new AppError('auth.wrong_code', 401, {
    zh: '验证码不对、已经用过或已失效。每条短信五分钟内有效，最多试五次；可以重新发送。',
    en: 'The code is not right, was used before, or has expired. Each is good for five minutes and five tries; have another one sent.',
  });

export const noPhone = (): AppError =>
  new AppError('auth.no_phone', 409, {
    zh: '这个账号没有用短信验证码。请用手机验证器应用的验证码，或备用码。',
    en: 'This account does not use codes by text message. Use the code of the app, or a recovery code.',
  });

export const noMessages = (): AppError =>
  new AppError('auth.no_messages', 503, {
    zh: '本站尚未接通短信。请用一个备用码，或请管理员重置。',
    en: 'Text messages are not set up on this site. Use a recovery code, or ask the administrator for a reset.',
  });

export const factorNotOffered = (): AppError =>
  new AppError('auth.factor_not_offered', 409, {
    zh: '本市没有开通这种验证方式，请选另一种。',
    en: 'This city does not offer this second factor; choose the other one.',
  });

export const tooManyCodes = (seconds: number): AppError =>
  new AppError(
    'auth.too_many_codes',
    429,
    {
      zh: `验证码短信发送过多，请 ${Math.ceil(seconds / 60)} 分钟后再试，或用一个备用码。`,
      en: `Too many codes were sent; try again in ${Math.ceil(seconds / 60)} minutes, or use a recovery code.`,
    },
    { headers: { 'retry-after': String(seconds) } },
  );

export const codeMissing = (): AppError =>
  new AppError('auth.code_missing', 401, {
    zh: '这个账号启用了动态验证码，请连同密码一起填写应用上或短信里的六位数字。',
    en: 'This account has a second factor; enter the six digits of the app or the message together with the password.',
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
    zh: '已经启用动态验证码。要换手机或换方式，请先停用。',
    en: 'A second factor is in use already. To change the phone or the way, end it first.',
  });

export const factorNotBegun = (): AppError =>
  new AppError('auth.factor_not_begun', 409, { zh: '请先生成二维码或填写手机号码。', en: 'Make the QR code or enter a number first.' });

export const factorNeeded = (): AppError =>
  new AppError('auth.factor_needed', 409, {
    zh: '本市要求工作人员使用动态验证码，不能停用；要换手机请找管理员重置。',
    en: 'This city requires a second factor; it cannot be ended. To change the phone, ask the administrator for a reset.',
  });

export const sessionUnknown = (): AppError => new AppError('auth.session_unknown', 404, { zh: '没有这个登录。', en: 'There is no such sign-in.' });

export const demonstrationAccount = (): AppError =>
  new AppError('auth.demonstration_account', 409, {
    zh: '演示账号由所有访客共用，不能更改。请先建立一个新账号再试。',
    en: 'Demonstration accounts are shared by all visitors and cannot be changed. Make a new account and try it there.',
  });
