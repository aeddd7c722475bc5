import { AppError, type Fault } from '../errors.ts';

export const otherWindow = (): AppError =>
  new AppError('ballot.other_window', 403, {
    zh: '您的评议资格属于另一个评议期，请为本期重新证明资格。',
    en: 'Your right to rate belongs to another window; prove it again for this one.',
  });

export const groupNotAsked = (): AppError =>
  new AppError('ballot.group_not_asked', 403, {
    zh: '本评议期没有您所属的评议主体。',
    en: 'This window does not ask the group that your right to rate belongs to.',
  });

export const groupVotesOpenly = (): AppError =>
  new AppError('ballot.group_votes_openly', 403, {
    zh: '您所在的评议主体署名评议，不用密封的票：请用账号登录工作平台，在“署名投票”里投。',
    en: 'Your group votes openly and casts no sealed ballots: sign in to the workspace and vote under "Open vote".',
  });

export const ownUnit = (): AppError =>
  new AppError('ballot.own_unit', 403, {
    zh: '这是您的工作单位：本单位的人不评本单位。其他单位您都可以评。',
    en: 'This is the unit you work for: nobody rates their own unit. You may rate all the others.',
  });

export const otherRight = (): AppError =>
  new AppError('ballot.other_right', 409, {
    zh: '这张票是按另一种评议资格密封的（您可能在另一个页面换过资格），没有投入；请刷新页面后再投。',
    en: 'This ballot was sealed for another right to rate, perhaps one shown on another page meanwhile; it was not taken. Reload the page and cast again.',
  });

export const windowNotOpen = (): AppError =>
  new AppError('ballot.window_not_open', 409, {
    zh: '评议期未开放或已截止，这张票没有投入。',
    en: 'The window is not open or already closed; this ballot was not taken.',
  });

export const outdatedRevision = (): AppError =>
  new AppError('ballot.outdated_revision', 409, {
    zh: '票箱中已有您更新的一版，这一版没有投入。',
    en: 'A later version of this ballot is already in the box; this one was not taken.',
  });

export const revisionUsed = (): AppError =>
  new AppError('ballot.revision_used', 409, {
    zh: '同一版次已投过内容不同的票；请刷新页面后再改。',
    en: 'This revision was already cast with other content; reload the page to change your ballot.',
  });

export const otherTicket = (): AppError =>
  new AppError('ballot.other_ticket', 409, {
    zh: '您已评过这个单位；如需修改，请刷新页面。',
    en: 'You have already rated this unit; reload the page to change your ballot.',
  });

export const ticketTaken = (): AppError =>
  new AppError('ballot.ticket_taken', 409, { zh: '票号已被使用，请刷新页面后重试。', en: 'This ticket is already in use; reload the page and try again.' });

export const badCiphertext = (bytes: number): AppError =>
  new AppError('ballot.bad_ciphertext', 422, {
    zh: `密封的票应为 ${bytes} 字节的 base64url 文本。`,
    en: `A sealed ballot must be ${bytes} bytes in base64url.`,
  });

export const badBallots = (faults: readonly Fault[]): AppError =>
  new AppError('ballot.not_valid', 422, { zh: '票的内容有误，没有投入。', en: 'The ballot is not valid and was not taken; see each fault.' }, { faults });

export const answeredTwice = (key: string): AppError =>
  new AppError(
    'ballot.said_twice',
    422,
    { zh: '同一项填了两次，这张票没有投入。', en: 'Something is said twice; this ballot was not taken.' },
    { faults: [{ path: key.slice(0, 80), message: { zh: '只能填一次。', en: 'May be given once only.' } }] },
  );

export const notAllNew = (): AppError =>
  new AppError('ballot.not_all_new', 409, {
    zh: '其中有已投过的票，整批没有投入。',
    en: 'Some of these ballots are already in the box; none of the batch was taken.',
  });

/** Seconds after which a refused cast may come again: load moves in seconds, and pages keep what was chosen. */
const COME_BACK = 5;

export const tooBusy = (): AppError =>
  new AppError(
    'ballot.too_busy',
    503,
    {
      zh: '现在投票的人太多，这张票没有投入。您的答案还在本页，请过几秒再提交。',
      en: 'Too many people are casting at this moment; this ballot was not taken. Your answers are still here: submit them again in a few seconds.',
    },
    { headers: { 'retry-after': String(COME_BACK) } },
  );
