import type { DecisionKind } from '../../db/schema/window-decisions.ts';
import { AppError, type Sentence } from '../errors.ts';

/** What the two people decide, in words. */
export const DECISION: Readonly<Record<DecisionKind, Sentence>> = {
  seal: { zh: '封定规则', en: 'sealing the rules' },
  extend: { zh: '延长评议时间', en: 'extending the window' },
  'close-early': { zh: '提前截止', en: 'closing early' },
  'destroy-key': { zh: '销毁密钥', en: 'destroying the key' },
  'hand-out-ballots': { zh: '向审计员交付票册', en: 'handing the ballots to auditors' },
};

export const alreadyProposedDecision = (kind: DecisionKind): AppError =>
  new AppError('window.decision_already_proposed', 409, {
    zh: `已有人提出“${DECISION[kind].zh}”，请由另一人确认，或先撤回。`,
    en: `${capital(DECISION[kind].en)} is already proposed; another person confirms it, or it is taken back first.`,
  });

export const nothingProposed = (kind: DecisionKind): AppError =>
  new AppError('window.decision_not_proposed', 409, {
    zh: `没有待确认的“${DECISION[kind].zh}”。`,
    en: `Nobody has proposed ${DECISION[kind].en}, or it is decided already.`,
  });

export const otherPersonNeeded = (kind: DecisionKind): AppError =>
  new AppError('window.decision_second_person', 409, {
    zh: `“${DECISION[kind].zh}”要两个人：请由提出者以外的另一人确认。`,
    en: `${capital(DECISION[kind].en)} takes two people: somebody other than the proposer confirms.`,
  });

export const otherBodyNeeded = (): AppError =>
  new AppError('window.decision_second_body', 409, {
    zh: '销毁密钥的两位保管人应属于不同单位。',
    en: 'The two holders who destroy the key belong to different bodies.',
  });

export const bodyNeeded = (): AppError =>
  new AppError('window.body_unknown', 409, {
    zh: '您的账号没有登记所属单位，请先由管理员登记。',
    en: 'Your account names no body; ask the administrator to enter it first.',
  });

export const notLater = (): AppError =>
  new AppError('window.not_later', 422, {
    zh: '新的截止时间应晚于原截止时间，也应晚于现在。',
    en: 'The new closing time must be later than the old one, and later than now.',
  });

export const badHolders = (): AppError =>
  new AppError('window.bad_holders', 422, {
    zh: '保管单位应有 3 至 7 家且互不相同，其中任意 2 至 5 家可开封，且少于总数。',
    en: 'There are 3 to 7 different holding bodies, any 2 to 5 of whom open, fewer than all.',
  });

export const complaintsNotOver = (): AppError =>
  new AppError('window.complaints_not_over', 422, {
    zh: '投诉期结束之日还没到，密钥还不能销毁。',
    en: 'The day on which complaints end has not come; the key cannot be destroyed yet.',
  });

export const objectionsOpen = (open: number): AppError =>
  new AppError('window.objections_open', 409, {
    zh: `本年度还有 ${open} 件异议没有答复，密钥还不能销毁。`,
    en: `Objections to the scores of this cycle wait for a decision: ${open}. The key cannot be destroyed yet.`,
  });

export const objectionsUntil = (until: string): AppError =>
  new AppError('window.objections_until', 409, {
    zh: `本年度的成绩正在公示，${until} 以前都可以提出异议，密钥还不能销毁。`,
    en: `The scores of this cycle are provisional and can be objected to until ${until}; the key cannot be destroyed yet.`,
  });

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const badAuditorKey = (): AppError =>
  new AppError('window.bad_auditor_key', 422, {
    zh: '审计员的公钥不对，请审计员用 gongping auditor key 重新生成，并整段抄送公钥。',
    en: 'This is not the public key of an auditor. The auditor makes one with gongping auditor key and sends all of its text.',
  });

export const noAuditors = (): AppError =>
  new AppError('window.no_auditors', 409, {
    zh: '还没有两个人共同指定审计员，票册不能导出。',
    en: 'No auditors have been named by two people; the ballots cannot be handed out.',
  });
