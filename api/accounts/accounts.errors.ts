import { AppError, type Fault, invalidInput, type Sentence } from '../errors.ts';

export const accountUnknown = (): AppError => new AppError('account.unknown', 404, { zh: '没有这个账号。', en: 'There is no such account.' });

export const loginTaken = (login: string): AppError =>
  new AppError('account.login_taken', 409, { zh: `账号“${login}”已经存在。`, en: `The account "${login}" exists already.` });

export const notYourself = (): AppError =>
  new AppError('account.not_yourself', 409, {
    zh: '管理员不能停用自己或更改自己的角色，请由另一位管理员操作。',
    en: 'Administrators do not end their own account or change their own role; another administrator does.',
  });

export const lastAdministrator = (): AppError =>
  new AppError('account.last_administrator', 409, {
    zh: '至少要留一位可以登录的系统管理员。',
    en: 'At least one administrator has to remain who can sign in.',
  });

export const alreadyEnded = (): AppError => new AppError('account.ended', 409, { zh: '这个账号已经停用。', en: 'This account was ended.' });

export const faultyAccount = (path: string, message: Sentence): AppError => invalidInput([{ path, message }]);

export const faultyList = (faults: readonly Fault[]): AppError => invalidInput(faults);
