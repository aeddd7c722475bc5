import { AppError, type Fault } from '../errors.ts';

/** RFC 6750: what a caller without a good key has to show. */
const BEARER = { headers: { 'www-authenticate': 'Bearer realm="gongping-partner"' } };

export const keyMissing = (): AppError =>
  new AppError(
    'partner.key_missing',
    401,
    { zh: '请在 Authorization 中以 Bearer 方式提供合作机构密钥。', en: 'Send the partner key as Authorization: Bearer.' },
    BEARER,
  );

export const unknownKey = (): AppError =>
  new AppError('partner.key_unknown', 401, { zh: '没有这个密钥，请核对是否完整。', en: 'There is no such key; check that it is complete.' }, BEARER);

export const expiredKey = (): AppError =>
  new AppError('partner.key_expired', 401, { zh: '密钥已经到期，请向考核办申请新的。', en: 'The key has expired; ask the office for another one.' }, BEARER);

export const revokedKey = (): AppError =>
  new AppError('partner.key_revoked', 401, { zh: '密钥已经停用，请与考核办联系。', en: 'The key was revoked; get in touch with the office.' }, BEARER);

export const wrongScope = (): AppError =>
  new AppError('partner.wrong_scope', 403, {
    zh: '这个密钥不能用于所写的评议期、评议主体或渠道。',
    en: 'This key is not for the window, group or channel that the batch names.',
  });

export const keyNeeded = (): AppError =>
  new AppError('partner.idempotency_key_needed', 422, {
    zh: '请在 Idempotency-Key 中给批次一个您自己的编号（字母、数字、._:-，1–100 个字符）。',
    en: 'Give the batch a name of your own in Idempotency-Key: letters, digits, ._:-, 1 to 100 characters.',
  });

export const keyReused = (): AppError =>
  new AppError('partner.idempotency_key_reused', 409, {
    zh: '这个 Idempotency-Key 已经用于内容不同的批次；什么也没有收下。新批次请换一个编号。',
    en: 'This Idempotency-Key has been used for a batch with other content; nothing was taken. Name a new batch differently.',
  });

export const sameFile = (batch: string): AppError =>
  new AppError('partner.same_file', 409, {
    zh: `同样的内容已经收到，批次 ${batch}；没有再收一份。`,
    en: `The same content is here already, as batch ${batch}; it was not taken twice.`,
  });

export const wrongHash = (found: string): AppError =>
  new AppError('partner.wrong_hash', 422, {
    zh: `文件与所写的 SHA-256 不符：收到的文件是 ${found}。请重新发送。`,
    en: `The file is not the one whose SHA-256 was given: what arrived is ${found}. Send it again.`,
  });

export const faultyBatch = (faults: readonly Fault[]): AppError =>
  new AppError('partner.faulty_batch', 422, { zh: '批次有误，什么也没有收下。', en: 'The batch has faults; nothing was taken.' }, { faults });

export const notPlainJson = (): AppError =>
  new AppError('partner.ambiguous_json', 422, {
    zh: 'JSON 中有重复的键，或者嵌套超过 32 层；请改正后重新发送。',
    en: 'The JSON has a key twice in one object, or is nested deeper than 32 levels. Mend it and send it again.',
  });

export const tooManyWaiting = (most: number): AppError =>
  new AppError('partner.too_many_waiting', 409, {
    zh: `本评议期已有 ${most} 个批次等待导入，请等考核办处理后再发。`,
    en: `${most} batches of this window wait to be imported; send more when the office has dealt with them.`,
  });

export const tooFast = (seconds: number): AppError =>
  new AppError(
    'partner.too_fast',
    429,
    { zh: `请求过于频繁，请 ${seconds} 秒后再试。`, en: `Too many requests; try again in ${seconds} seconds.` },
    { headers: { 'retry-after': String(seconds) } },
  );

export const unknownBatch = (): AppError =>
  new AppError('partner.unknown_batch', 404, { zh: '这个密钥没有发送过这个批次。', en: 'No such batch was sent with this key.' });

export const unknownPartnerKey = (): AppError => new AppError('partner_key.unknown', 404, { zh: '没有这个密钥申请。', en: 'There is no such key.' });

export const noSuchScope = (): AppError =>
  new AppError('partner_key.no_such_scope', 422, {
    zh: '城市配置中，这个评议主体没有这条导入渠道，或者本评议期不问这个主体。',
    en: 'The city does not list this channel as an imported one of this group, or the window does not ask the group.',
  });

export const badExpiry = (): AppError =>
  new AppError('partner_key.bad_expiry', 422, {
    zh: '到期时间应在将来，最长 400 天。',
    en: 'The key must expire in the future, within 400 days.',
  });

export const alreadyIssued = (): AppError =>
  new AppError('partner_key.issued', 409, {
    zh: '这个密钥已经签发；密钥只显示一次，遗失请停用后重新申请。',
    en: 'This key has been issued; it is shown once. If it was lost, revoke it and ask for another.',
  });

export const keyRevoked = (): AppError => new AppError('partner_key.revoked', 409, { zh: '这个密钥已经停用。', en: 'This key is revoked already.' });

export const otherPersonIssues = (): AppError =>
  new AppError('partner_key.second_person_needed', 409, {
    zh: '密钥由您申请，要由另一个人签发。',
    en: 'You have asked for this key; another person has to issue it.',
  });
