import { AppError, invalidInput, type Sentence } from '../errors.ts';

export const unknownObjection = (): AppError => new AppError('objection.unknown', 404, { zh: '没有这件异议。', en: 'There is no such objection.' });

export const nothingProvisional = (): AppError =>
  new AppError('objection.nothing_provisional', 409, {
    zh: '该年度没有正在公示的得分，不能提出异议；对已定稿的得分有疑问，请联系考核办申请更正。',
    en: 'No provisional scores of this cycle are open to objections. About final scores, ask the office for a correction.',
  });

export const tooLate = (until: string): AppError =>
  new AppError('objection.too_late', 409, {
    zh: `公示期已于 ${until} 截止，不再受理异议。`,
    en: `The time for objections ended on ${until}.`,
  });

export const repeated = (): AppError =>
  new AppError('objection.repeated', 409, { zh: '同样的异议已经提出，不必重复提交。', en: 'The same objection stands there already.' });

export const alreadyDecided = (): AppError =>
  new AppError('objection.already_decided', 409, { zh: '这件异议已经处理完毕或已撤回。', en: 'This objection has been decided or withdrawn already.' });

export const alreadyDisclosed = (): AppError =>
  new AppError('objection.already_disclosed', 409, {
    zh: '这件异议的文本已经公开，不能再改。',
    en: 'The text of this objection has been disclosed already and cannot be changed.',
  });

export const discloseFirst = (): AppError =>
  new AppError('objection.disclose_first', 409, {
    zh: '请先公开异议文本，再作出决定：公众要能同时看到异议和决定。',
    en: 'Disclose the text of the objection before deciding it: the public reads both.',
  });

export const waitingForConfirmation = (): AppError =>
  new AppError('objection.waiting', 409, {
    zh: '决定已作出，涉及改分，正等待另一人复核。',
    en: 'It is decided already; the decision changes a figure and waits for a second person.',
  });

export const nothingToConfirm = (): AppError =>
  new AppError('objection.nothing_to_confirm', 409, { zh: '这件异议没有等待复核的决定。', en: 'No decision about this objection waits for confirmation.' });

export const samePerson = (): AppError =>
  new AppError('objection.same_person', 403, {
    zh: '涉及改分的决定须由另一人复核：作出决定的人不能自己复核。',
    en: 'A decision that changes a figure takes a second person: whoever made it cannot confirm it.',
  });

/** What can be wrong with an objection or a decision, by field. */
const FIELDS = {
  part: { zh: '本单位的得分没有这个部分。', en: 'The unit’s score has no such part.' },
  goal: { zh: '本单位的计划书中没有这个目标。', en: 'The unit’s plan has no such goal.' },
  body: { zh: '请写明异议的内容和理由，至少 10 个字。', en: 'Say what is wrong and why: at least 10 characters.' },
  reasonZh: { zh: '请用中文写明理由，至少 10 个字。', en: 'Give the reason in Chinese: at least 10 characters.' },
  changesScore: { zh: '不予采纳的异议不改变得分。', en: 'A refused objection changes no figure.' },
} as const satisfies Readonly<Record<string, Sentence>>;

export const fieldFault = (which: keyof typeof FIELDS): AppError => invalidInput([{ path: which, message: FIELDS[which] }]);
