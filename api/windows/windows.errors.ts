import type { WindowState } from '../../db/schema/windows.ts';
import { AppError, type Fault } from '../errors.ts';

const STATE: Readonly<Record<WindowState, { zh: string; en: string }>> = {
  draft: { zh: '筹备中', en: 'a draft' },
  sealed: { zh: '已封定规则、未开放', en: 'sealed but not yet open' },
  open: { zh: '正在评议', en: 'open' },
  closed: { zh: '已截止、未开封', en: 'closed and not yet opened' },
  opened: { zh: '已开封', en: 'opened' },
  archived: { zh: '已归档', en: 'archived' },
};

export const unknownWindow = (): AppError => new AppError('window.unknown', 404, { zh: '没有这个评议期。', en: 'There is no such rating window.' });

export const windowExists = (): AppError => new AppError('window.exists', 409, { zh: '已有同编号的评议期。', en: 'There is already a window with this id.' });

export const badWindowId = (): AppError =>
  new AppError('window.bad_id', 422, {
    zh: '评议期编号只能用小写字母、数字和单个连字符。',
    en: 'The id of a window has only small letters, figures and single hyphens.',
  });

export const badTimes = (): AppError => new AppError('window.bad_times', 422, { zh: '截止时间应晚于开始时间。', en: 'A window must close after it opens.' });

export const unknownCycle = (): AppError => new AppError('window.unknown_cycle', 422, { zh: '没有这个考核年度。', en: 'There is no such cycle.' });

export const notADemonstration = (): AppError =>
  new AppError('window.not_a_demonstration', 422, {
    zh: '只有演示城市可以由服务器自己保管私钥。',
    en: 'Only in a demonstration city may the server itself hold the private key.',
  });

export const wrongState = (is: WindowState, needed: WindowState): AppError =>
  new AppError('window.wrong_state', 409, {
    zh: `评议期现在的状态是“${STATE[is].zh}”，此操作要求“${STATE[needed].zh}”。`,
    en: `The window is ${STATE[is].en}; this needs one that is ${STATE[needed].en}.`,
  });

export const notYetDue = (): AppError =>
  new AppError('window.not_yet_due', 409, { zh: '还没到评议期的开始时间。', en: 'The window may not open before its opening time.' });

export const notSealed = (): AppError =>
  new AppError('window.not_sealed', 409, { zh: '评议期的规则还没有封定。', en: 'The rules of this window are not sealed yet.' });

export const somethingWaits = ({ clippings, files, batches }: { readonly clippings: number; readonly files: number; readonly batches: number }): AppError =>
  new AppError('window.something_waits', 409, {
    zh: `还有 ${clippings} 张剪报票、${files} 个上传文件、${batches} 个合作机构批次没有计入。截止以后不能再计入；请先处理，或者确认不再计入。`,
    en: `${clippings} clippings, ${files} uploaded files and ${batches} batches of partners are not in the box. Once it is closed they cannot be: deal with them first, or confirm that they are left out.`,
  });

export const notOver = (): AppError =>
  new AppError('window.not_over', 409, {
    zh: '还没到截止时间。提前截止要两个人：一人写明理由提出，另一人确认。',
    en: 'The closing time is not reached yet. Closing early takes two people: one proposes it with a reason, another confirms.',
  });

export const manifestFaults = (faults: readonly Fault[]): AppError =>
  new AppError(
    'window.manifest_faults',
    422,
    { zh: '评议期的规则与城市配置或考核办法不符，不能封定。', en: 'The rules do not fit the city’s content or its scheme; the window was not sealed.' },
    { faults },
  );

export const badPublicKey = (): AppError =>
  new AppError('window.bad_public_key', 422, {
    zh: '公钥应是 P-256 曲线上未压缩点的 base64url 文本（65 字节）。',
    en: 'The public key must be an uncompressed P-256 point (65 bytes) in base64url.',
  });

export const alreadyProposed = (): AppError =>
  new AppError('window.opening_already_proposed', 409, {
    zh: '已有人提出开封，请由另一人确认。',
    en: 'Opening has already been proposed by someone else; confirm it instead.',
  });

export const notProposed = (): AppError =>
  new AppError('window.opening_not_proposed', 409, { zh: '还没有人提出开封。', en: 'Nobody has proposed the opening yet.' });

export const secondPersonNeeded = (): AppError =>
  new AppError('window.second_person_needed', 409, {
    zh: '开封必须由提出者以外的另一人确认。',
    en: 'A person other than the one who proposed the opening must confirm it.',
  });

export const sharesNeeded = (): AppError =>
  new AppError('window.shares_needed', 409, {
    zh: '开封需要不同单位的保管人各自输入密钥份额。',
    en: 'To open this window, holders of different bodies enter their shares of the key.',
  });

export const wrongPrivateKey = (): AppError =>
  new AppError('window.private_key_wrong', 422, {
    zh: '私钥与本评议期的公钥不符，没有开封。',
    en: 'The private key does not belong to this window’s public key; nothing was opened.',
  });

export const demonstrationKeyMissing = (): AppError =>
  new AppError('window.demonstration_key_missing', 409, {
    zh: '服务器上没有本评议期的演示私钥，无法开封。',
    en: 'The demonstration key of this window is not on this server; it cannot be opened.',
  });

export const alteredAfterClosing = (): AppError =>
  new AppError('window.altered_after_closing', 409, {
    zh: '信封与截止时公布的根哈希不符，可能被改动；没有开封，请查明原因。',
    en: 'The envelopes do not match the root published at closing: something was changed. Nothing was opened; find out why.',
  });

export const noImagePart = (scheme: string): AppError =>
  new AppError('window.no_image_part', 422, {
    zh: `考核办法“${scheme}”没有公众形象部分，也没有选票，不需要评议期。`,
    en: `The scheme "${scheme}" has no public-image part and takes no pick ballots; it needs no rating window.`,
  });

export const askedTwice = (scheme: string, id: string): AppError =>
  new AppError('window.asked_twice', 422, {
    zh: `考核办法“${scheme}”两处用了“${id}”：一个评议主体只答一份问卷或一张选票，一个提名部分只属于一个类别。`,
    en: `The scheme "${scheme}" uses "${id}" twice: a group answers one questionnaire or one pick ballot, and a pick part belongs to one category.`,
  });

export const severalImageParts = (scheme: string): AppError =>
  new AppError('window.several_image_parts', 422, {
    zh: `考核办法“${scheme}”各类别的公众形象部分不同，请分设评议期。`,
    en: `The categories of the scheme "${scheme}" ask in different ways; they need windows of their own.`,
  });
