import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A sentence in both languages of the product. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** One fault of an input: where it is and what to do about it. */
export interface Fault {
  readonly path: string;
  readonly message: Sentence;
}

/**
 * The one kind of error that reaches people. `code` is dotted, noun first (`ballot.window_closed`), and never changes
 * meaning; `sentence` tells what to do. Anything else that is thrown becomes a plain 500 that tells nothing.
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: ContentfulStatusCode;
  readonly sentence: Sentence;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    status: ContentfulStatusCode,
    sentence: Sentence,
    more: { readonly faults?: readonly Fault[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(`${code}: ${sentence.en}`);
    this.code = code;
    this.status = status;
    this.sentence = sentence;
    this.faults = more.faults ?? [];
    this.headers = more.headers ?? {};
  }
}

export const notFound = (): AppError => new AppError('request.not_found', 404, { zh: '没有这个地址。', en: 'There is nothing at this address.' });

export const invalidInput = (faults: readonly Fault[]): AppError =>
  new AppError('request.invalid', 422, { zh: '提交的内容有误，请按提示改正。', en: 'Some of the input is not valid; see each fault.' }, { faults });

export const signInFirst = (): AppError => new AppError('auth.sign_in_first', 401, { zh: '请先登录。', en: 'Sign in first.' });

export const confirmFirst = (): AppError =>
  new AppError('auth.confirm_first', 403, {
    zh: '这一步影响重大，请先再次确认身份。',
    en: 'This step matters: confirm first that it is you.',
  });

export const setPasswordFirst = (): AppError =>
  new AppError('auth.set_password_first', 403, { zh: '密码已到期，请先换一个。', en: 'The password is out of date: set another one first.' });

export const setFactorFirst = (): AppError =>
  new AppError('auth.set_factor_first', 403, {
    zh: '本市要求工作人员使用动态验证码，请先在“我的账号”中启用。',
    en: 'This city requires codes from an app: set them up under “My account” first.',
  });

export const notAllowed = (): AppError => new AppError('auth.not_allowed', 403, { zh: '您的角色无权进行此操作。', en: 'Your role does not allow this.' });

export const foreignOrigin = (): AppError =>
  new AppError('request.foreign_origin', 403, { zh: '请从本网站的页面提交。', en: 'Send this from a page of this site.' });

export const tooLarge = (limit: string): AppError =>
  new AppError('request.too_large', 413, { zh: `内容超过上限（${limit}）。`, en: `The content is over the limit (${limit}).` });

export const proveFirst = (): AppError =>
  new AppError('proof.missing', 401, { zh: '请先用评议码或短信证明评议资格。', en: 'Prove your right to rate first, with a printed code or a text message.' });
