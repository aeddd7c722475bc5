import { AppError } from '../errors.ts';

export const unknownRelease = (): AppError => new AppError('release.unknown', 404, { zh: '没有这个发布。', en: 'There is no such release.' });

export const nothingComputed = (): AppError =>
  new AppError('release.nothing_computed', 409, { zh: '请先计算得分，再准备发布。', en: 'Compute the scores first, then prepare a release.' });

export const cycleNeeded = (): AppError =>
  new AppError('release.cycle_needed', 422, { zh: '请写明发布哪个考核年度的得分。', en: 'Say which cycle’s scores the release publishes.' });

export const samePerson = (): AppError =>
  new AppError('release.same_person', 403, {
    zh: '发布须由另一人确认：准备者不能自己发布。',
    en: 'Publishing takes a second person: whoever prepared it cannot publish it.',
  });

export const alreadyMoved = (): AppError =>
  new AppError('release.already_moved', 409, { zh: '这个发布已经在处理或已发布。', en: 'This release is already being built or published.' });

export const notPublic = (scheme: string): AppError =>
  new AppError('release.not_public', 409, {
    zh: `考核办法 ${scheme} 含有不对外公开的部分，不能整体发布。`,
    en: `The scheme ${scheme} has parts that are not public; its result cannot be released whole.`,
  });

export const outdated = (): AppError =>
  new AppError('release.outdated', 409, {
    zh: '准备之后，同一年度已有更新的得分发布；请重新准备。',
    en: 'Newer scores of the same cycle have been published since this was prepared; prepare it again.',
  });
