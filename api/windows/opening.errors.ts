import { AppError, type Sentence } from '../errors.ts';

export const alreadyOpening = (): AppError =>
  new AppError('window.already_opening', 409, {
    zh: '正在开封，请等待完成；进度见本页。',
    en: 'The window is being opened right now; wait until it is done. The page shows how far it is.',
  });

/** Told of whatever went wrong that no sentence was made for; the log of the server says what. */
export const OPENING_FAILED: Sentence = {
  zh: '开封没有完成，票箱没有任何变化。请查看服务器日志，排除故障后再次开封。',
  en: 'The opening did not come to its end; nothing in the box was changed. See the server’s log, remove the cause and open again.',
};

/** Told when the process that opened is gone. */
export const OPENING_INTERRUPTED: Sentence = {
  zh: '开封中断（服务器停止或重启），票箱没有任何变化。请保管人重新输入份额，再次开封，结果完全相同。',
  en: 'The opening was interrupted because the server stopped; nothing in the box was changed. Let the holders enter their shares again: the result will be the same.',
};
