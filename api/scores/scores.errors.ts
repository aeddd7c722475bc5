import { AppError } from '../errors.ts';

export const unknownCycle = (): AppError => new AppError('cycle.unknown', 404, { zh: '没有这个考核年度。', en: 'There is no such cycle.' });

export const notComputed = (): AppError =>
  new AppError('scores.not_computed', 404, { zh: '这个年度还没有计算得分。', en: 'No scores have been computed for this cycle yet.' });

export const windowNotOpened = (): AppError =>
  new AppError('scores.window_not_opened', 409, {
    zh: '评议期尚未开封，现在还没有可以计分的评议结果。请先截止评议，再由两人开封。',
    en: 'The rating window has not been opened yet, so there are no ratings to score. Close the window, then have two people open it.',
  });

export const repliesDay = (first: string, last: string): AppError =>
  new AppError('scores.replies_day', 422, {
    zh: `答复情况的截至日应在 ${first} 至 ${last} 之间：当天还没有过完的不能计。`,
    en: `The as-of day of the reply record must lie between ${first} and ${last}: a day that is not over cannot count.`,
  });

export const inputFaults = (sentences: readonly { path: string; message: { zh: string; en: string } }[]): AppError =>
  new AppError(
    'scores.input_faults',
    422,
    { zh: '计分所需的数据有误，未作计算。', en: 'The stored data cannot be scored; nothing was computed.' },
    { faults: sentences },
  );
