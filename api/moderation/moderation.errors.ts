import { AppError, invalidInput } from '../errors.ts';

export const notStanding = (): AppError =>
  new AppError('withdrawal.not_standing', 409, {
    zh: '这条留言没有公开，或已经撤下。',
    en: 'This comment is not public, or was withdrawn before.',
  });

export const unknownPublicFile = (): AppError =>
  new AppError('withdrawal.unknown_file', 404, {
    zh: '没有这份已公开的证明材料，或已经撤下。',
    en: 'There is no such published file, or it was withdrawn before.',
  });

export const unknownRule = (): AppError =>
  invalidInput([{ path: 'rule', message: { zh: '撤下必须引用一条已公布的规则。', en: 'A withdrawal names one of the published rules.' } }]);
