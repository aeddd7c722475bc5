import { AppError } from '../errors.ts';

export const groupNotNamed = (): AppError =>
  new AppError('named_ballot.group_not_named', 422, {
    zh: '本评议期没有这个署名评议的主体。',
    en: 'This window has no group of that name that votes openly.',
  });

export const unknownVoters = (logins: readonly string[]): AppError =>
  new AppError('named_ballot.unknown_voters', 422, {
    zh: `没有这些可用账号：${logins.join('、')}。`,
    en: `There are no active accounts of these names: ${logins.join(', ')}.`,
  });

export const inOtherGroup = (logins: readonly string[]): AppError =>
  new AppError('named_ballot.in_other_group', 409, {
    zh: `已在另一个评议主体的名单上：${logins.join('、')}。一人只属于一个主体。`,
    en: `Already on the list of another group: ${logins.join(', ')}. A person belongs to one group.`,
  });

export const hasVoted = (logins: readonly string[]): AppError =>
  new AppError('named_ballot.has_voted', 409, {
    zh: `已经投票，不能移出名单：${logins.join('、')}。`,
    en: `These have voted and stay on the list: ${logins.join(', ')}.`,
  });

export const notOnList = (): AppError =>
  new AppError('named_ballot.not_on_list', 403, {
    zh: '您不在本评议期署名评议的名单上。如有疑问，请问考核办。',
    en: 'You are not on a list of this window’s open votes. The office can tell you why.',
  });

export const listClosed = (): AppError =>
  new AppError('named_ballot.list_closed', 409, {
    zh: '评议已截止，名单不能再改。',
    en: 'The window is closed; its lists can no longer change.',
  });

export const notYetClosed = (): AppError =>
  new AppError('named_ballot.not_yet_closed', 409, {
    zh: '评议截止后才能查看署名票，以免有人照着别人的票来投。',
    en: 'Named ballots can be read after closing only, so that nobody votes by what others have voted.',
  });

export const notDraft = (): AppError =>
  new AppError('named_ballot.rules_not_sealed', 409, {
    zh: '评议规则还没有封定，还不知道由谁署名评议。',
    en: 'The rules are not sealed yet; who votes openly is not fixed.',
  });
