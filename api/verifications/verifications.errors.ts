import { AppError, type Sentence } from '../errors.ts';

export const outOfScope = (): AppError =>
  new AppError('verification.out_of_scope', 403, {
    zh: '考核办没有把这些目标交给您核实；需要核实的，请考核办调整您的核实范围。',
    en: 'The office has not given you these goals to verify. Ask the office to change your scope.',
  });

export const ownUnit = (): AppError =>
  new AppError('verification.own_unit', 403, {
    zh: '不能核实本单位的数字，请由其他部门核实。',
    en: 'Nobody verifies the figures of their own unit; another body has to.',
  });

export const nothingToVerify = (): AppError =>
  new AppError('verification.nothing_submitted', 409, {
    zh: '这份进展尚未提交，或已退回单位修改，暂时不能核实。',
    en: 'This report was not submitted, or went back to its unit; it cannot be verified now.',
  });

/** Somebody else has looked at the same figure meanwhile. */
export const verifiedMeanwhile = (goals: readonly string[]): AppError =>
  new AppError('verification.stale', 409, {
    zh: `您打开后，他人已核实其中的目标（${goals.join('、')}）。没有写入任何内容；请对照最新结果后再提交。`,
    en: `Somebody else verified some of these goals after you opened the page (${goals.join(', ')}). Nothing was stored; compare with what stands now and submit again.`,
  });

export const staleScope = (): AppError =>
  new AppError('verification.stale_scope', 409, {
    zh: '这个账号的核实范围刚被他人改动，请对照后再保存；没有写入任何内容。',
    en: 'Somebody else has just changed the scope of this account. Compare and save again; nothing was stored.',
  });

export const noVerifier = (): AppError =>
  new AppError('verification.no_verifier', 404, { zh: '没有这个核实账号。', en: 'There is no verifier with this account.' });

const fault = (zh: string, en: string): Sentence => ({ zh, en });

/** What can be wrong with one finding of a verifier. */
export const FINDING = {
  composite: fault('综合目标由分项得出，请核实分项。', 'A composite goal follows from its components; verify those.'),
  reason: fault('改动数字必须写明原因。', 'A corrected figure needs its reason.'),
  document: fault('请写明依据的文件（名称和文号）。', 'Name the document it rests on, with its number.'),
  same: fault('与上报的相同：请选“属实”，不要选“更正”。', 'This is what was reported: confirm it instead of correcting it.'),
  nothingReported: fault(
    '单位没有报数，没有可以确认的内容；请更正或退回。',
    'The unit reported nothing that could be confirmed; correct it, or have it returned.',
  ),
  figure: fault('请填写核实的数。', 'Give the figure that was found.'),
  reached: fault('请填写核实的完成日期或进度。', 'Give the day of completion or the share that was found.'),
} as const;

export const UNKNOWN = {
  category: fault('没有这个类别。', 'There is no such category.'),
  unit: fault('没有这个单位。', 'There is no such unit.'),
} as const;
