import { AppError } from '../errors.ts';

export const mistypedCode = (): AppError =>
  new AppError('proof.mistyped_code', 422, { zh: '评议码有错字，请对照信函逐字核对。', en: 'The code has a typing mistake; compare it with the letter.' });

export const unknownCode = (): AppError => new AppError('proof.unknown_code', 401, { zh: '本评议期没有这个评议码。', en: 'This window has no such code.' });

export const windowNotOpen = (): AppError =>
  new AppError('proof.window_not_open', 409, { zh: '评议期未开放或已截止。', en: 'The window is not open or already closed.' });

export const noSuchChannel = (): AppError =>
  new AppError('proof.no_such_channel', 409, { zh: '本评议期不接受这种资格证明方式。', en: 'This window does not take this kind of proof.' });

export const tooManyProofs = (seconds: number): AppError =>
  new AppError(
    'proof.too_many_tries',
    429,
    { zh: `尝试次数过多，请 ${seconds} 秒后再试。`, en: `Too many tries; try again in ${seconds} seconds.` },
    { headers: { 'retry-after': String(seconds) } },
  );

export const tooManyMessages = (seconds: number): AppError =>
  new AppError(
    'proof.too_many_messages',
    429,
    {
      zh: '今天发到这个号码的短信已达上限，请明天再试或使用评议码。',
      en: 'This number has had its messages for today; try again tomorrow or use a printed code.',
    },
    { headers: { 'retry-after': String(seconds) } },
  );

export const badNumber = (): AppError => new AppError('proof.bad_number', 422, { zh: '手机号码格式不对。', en: 'This is not a mobile number.' });

export const noGateway = (): AppError =>
  new AppError('proof.no_gateway', 503, { zh: '本站尚未接通短信，请使用评议码。', en: 'Text messages are not set up on this site; use a printed code.' });

export const wrongMessageCode = (): AppError =>
  new AppError('proof.wrong_message_code', 401, {
    zh: '验证码不对或已过期；每条验证码五分钟内可试五次。',
    en: 'The code is wrong or too old; each may be tried five times within five minutes.',
  });

export const tooManyCodes = (most: number): AppError =>
  new AppError('proof.too_many_codes', 422, { zh: `一次可发 1 至 ${most} 个评议码。`, en: `Between 1 and ${most} codes can be issued at once.` });

export const codesNotIssuable = (): AppError =>
  new AppError('proof.codes_not_issuable', 409, { zh: '评议期已截止，不能再发评议码。', en: 'The window is closed; codes can no longer be issued.' });
