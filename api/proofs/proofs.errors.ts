import { AppError, type Fault } from '../errors.ts';

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

const retry = (seconds: number) => ({ headers: { 'retry-after': String(seconds) } });
const minutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

export const tooManyMessages = (seconds: number): AppError =>
  new AppError(
    'proof.too_many_messages',
    429,
    {
      zh: `刚才发到这个号码的短信太多，请 ${minutes(seconds)} 分钟后再试，或使用评议码。已收到的验证码在原来的页面上仍然有效。`,
      en: `Too many messages went to this number just now; try again in ${minutes(seconds)} minutes, or use a printed code. A code that has arrived stays good on the page that asked for it.`,
    },
    retry(seconds),
  );

export const tooManyMessagesHere = (seconds: number): AppError =>
  new AppError(
    'proof.too_many_messages_here',
    429,
    {
      zh: `短信请求过多，暂停发送；请 ${minutes(seconds)} 分钟后再试，或使用评议码。`,
      en: `Too many messages are being asked for; try again in ${minutes(seconds)} minutes, or use a printed code.`,
    },
    retry(seconds),
  );

export const badNumber = (): AppError => new AppError('proof.bad_number', 422, { zh: '手机号码格式不对。', en: 'This is not a mobile number.' });

export const noGateway = (): AppError =>
  new AppError('proof.no_gateway', 503, { zh: '本站尚未接通短信，请使用评议码。', en: 'Text messages are not set up on this site; use a printed code.' });

export const gatewaySilent = (): AppError =>
  new AppError('proof.gateway_silent', 503, {
    zh: '短信网关没有答复，短信可能没有发出；请稍后重新发送，或使用评议码。',
    en: 'The message gateway did not answer, and the message was probably not sent; ask for another one later, or use a printed code.',
  });

export const gatewayRefused = (): AppError =>
  new AppError('proof.gateway_refused', 503, {
    zh: '短信网关没有接受这条短信；请核对号码，稍后重新发送，或使用评议码。',
    en: 'The message gateway did not take the message; check the number and try again later, or use a printed code.',
  });

export const voidedCode = (): AppError =>
  new AppError('proof.voided_code', 401, {
    zh: '这批评议码已作废并重新发放，请使用新的信函。',
    en: 'The codes of this batch were made void and issued anew; use the new letter.',
  });

export const wrongMessageCode = (): AppError =>
  new AppError('proof.wrong_message_code', 401, {
    zh: '验证码不对或已过期；每条验证码五分钟内可试五次。',
    en: 'The code is wrong or too old; each may be tried five times within five minutes.',
  });

export const tooManyCodes = (most: number): AppError =>
  new AppError('proof.too_many_codes', 422, { zh: `一次可发 1 至 ${most} 个评议码。`, en: `Between 1 and ${most} codes can be issued at once.` });

export const codesNotIssuable = (): AppError =>
  new AppError('proof.codes_not_issuable', 409, {
    zh: '评议码在评议期封定规则之后、截止之前发放和作废。',
    en: 'Codes are issued and made void between the sealing of the window and its closing.',
  });

export const unknownBatch = (): AppError => new AppError('proof.unknown_batch', 404, { zh: '没有这一批评议码。', en: 'There is no such batch of codes.' });

export const alreadyVoid = (): AppError => new AppError('proof.already_void', 409, { zh: '这一批已经作废。', en: 'This batch is void already.' });

export const rosterInUse = (): AppError =>
  new AppError('proof.roster_in_use', 409, {
    zh: '这批名册评议码已有人使用。系统不知道谁用过，作废重发会使有的人得到两票，因此不能作废。',
    en: 'Some codes of this list are in use. Nobody can tell whose they are, so that new letters would give some people two ballots; the batch cannot be made void.',
  });

export const rosterTooShort = (least: number): AppError =>
  new AppError('proof.roster_too_short', 422, {
    zh: `按名册发放，每批至少 ${least} 人：人数太少，等于记下了谁拿到哪个码。`,
    en: `A batch from a list needs at least ${least} people: with fewer it would as good as record who was given which code.`,
  });

export const rosterTooLong = (size: number, total: number): AppError =>
  new AppError('proof.roster_too_long', 422, {
    zh: `这个评议主体的名册是 ${size} 人，连同已发放的共 ${total} 人。请核对名册。`,
    en: `The list of this group has ${size} people; together with those issued before there would be ${total}. Check the list.`,
  });

export const badRoster = (faults: readonly Fault[]): AppError =>
  new AppError('proof.bad_roster', 422, { zh: '名册有误，没有发放。', en: 'The list has faults; no code was issued.' }, { faults });

/** An error of the way to a provider: what it was goes to whoever reads the error, never to the resident. */
const login = (code: string, status: 401 | 503, zh: string, en: string, cause?: unknown): AppError =>
  Object.assign(new AppError(`proof.login_${code}`, status, { zh, en }), { cause });

export const loginCancelled = (): AppError =>
  login(
    'cancelled',
    401,
    '您取消了登录。可以重新登录，或改用评议码、短信。',
    'You cancelled the sign-in. Sign in again, or use a printed code or a text message.',
  );

export const loginExpired = (): AppError =>
  login(
    'expired',
    401,
    '登录超时，或不是从这个浏览器开始的。请在本页重新点“登录”。',
    'The sign-in took too long, or was not begun in this browser. Begin it again on this page.',
  );

export const loginUsed = (): AppError =>
  login('used', 401, '这次登录已经用过，或已超时。请重新登录。', 'This sign-in was used before, or took too long. Sign in again.');

export const loginMixedUp = (): AppError =>
  login(
    'mixed_up',
    401,
    '答复不是来自您前往的登录方，没有采用。请重新登录。',
    'The answer did not come from the provider that you left for; it was not taken. Sign in again.',
  );

export const loginRefused = (cause: unknown): AppError =>
  login(
    'refused',
    401,
    '登录方的答复没有通过核对，没有采用。请重新登录。',
    'The provider’s answer did not stand up to the check; it was not taken. Sign in again.',
    cause,
  );

export const loginAway = (cause: unknown): AppError =>
  login(
    'away',
    503,
    '登录方现在没有答复，请稍后再试，或改用评议码、短信。',
    'The sign-in provider does not answer; try again later, or use a printed code or a text message.',
    cause,
  );

export const loginNotSetUp = (): AppError =>
  login('not_set_up', 503, '本站尚未接通这种登录，请用其他方式。', 'This sign-in is not set up on this site; use another way.');

export const unknownEmployer = (): AppError =>
  new AppError('proof.unknown_employer', 422, { zh: '被评单位中没有这个工作单位。', en: 'This employer is not one of the units that are rated.' });

export const queueFirst = (seconds: number): AppError =>
  new AppError(
    'proof.queue',
    429,
    {
      zh: `现在办理的人很多，请排队：约 ${seconds} 秒后再提交。`,
      en: `Many people are here right now; queue first and send it again in about ${seconds} seconds.`,
    },
    retry(seconds),
  );

export const badTicket = (): AppError =>
  new AppError('proof.bad_ticket', 401, {
    zh: '排队号无效、已过期或用过了，请重新排队。',
    en: 'This place in the queue is not valid, too old, or used; queue again.',
  });

export const countOrList = (): AppError =>
  new AppError('proof.count_or_list', 422, { zh: '请填写份数，或上传名册，二者选一。', en: 'Give either a number of codes or a list.' });
