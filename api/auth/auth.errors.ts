import { AppError } from '../errors.ts';

export const wrongCredentials = (): AppError =>
  new AppError('auth.wrong_credentials', 401, { zh: '账号或密码不对。', en: 'The account or the password is not right.' });

export const tooManyTries = (seconds: number): AppError =>
  new AppError(
    'auth.too_many_tries',
    429,
    { zh: `尝试次数过多，请 ${seconds} 秒后再试。`, en: `Too many tries; try again in ${seconds} seconds.` },
    { headers: { 'retry-after': String(seconds) } },
  );
