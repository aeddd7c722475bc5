import { AppError, type Fault } from '../errors.ts';

export const noPaperChannel = (): AppError =>
  new AppError('clipping.no_channel', 422, {
    zh: '本评议期没有收剪报票的评议主体。',
    en: 'No group of this window takes newspaper clippings.',
  });

export const unknownClipping = (): AppError =>
  new AppError('clipping.unknown', 404, {
    zh: '没有收到过这个编号的剪报票，请核对票上的号码。',
    en: 'No clipping with this number was received; check the number on it.',
  });

export const faultyKeying = (faults: readonly Fault[]): AppError =>
  new AppError('clipping.faulty', 422, { zh: '录入有误，没有保存。', en: 'What was keyed has faults; it was not saved.' }, { faults });

export const keyedByYou = (): AppError =>
  new AppError('clipping.keyed_by_you', 409, {
    zh: '这张票您已经录过；第二遍、第三遍要由另外的人录。',
    en: 'You have keyed this clipping already; the next keying is another person’s.',
  });

export const settled = (): AppError =>
  new AppError('clipping.settled', 409, { zh: '这张票已经录完，不需要再录。', en: 'This clipping is settled; nothing is left to key.' });

export const notSettled = (numbers: readonly number[]): AppError =>
  new AppError('clipping.not_settled', 409, {
    zh: `还有 ${numbers.length} 张没有录完或两遍不一致：${few(numbers, '、')}。`,
    en: `${numbers.length} clippings are not keyed twice, or their keyings differ: ${few(numbers, ', ')}.`,
  });

export const noneToCommit = (): AppError => new AppError('clipping.none', 409, { zh: '没有待计入的剪报票。', en: 'There are no clippings to count.' });

const few = (numbers: readonly number[], comma: string): string => `${numbers.slice(0, 10).join(comma)}${numbers.length > 10 ? '…' : ''}`;
