import { AppError, type Fault, invalidInput, type Sentence } from '../errors.ts';

export const notYourUnit = (): AppError =>
  new AppError('unit.not_yours', 403, { zh: '您只能查看和填报本单位的内容。', en: 'You can read and write for your own unit only.' });

export const noPlan = (): AppError =>
  new AppError('plan.none', 404, { zh: '该单位在这一年度没有已定稿的目标计划书。', en: 'This unit has no final plan in this cycle.' });

export const unknownPeriod = (): AppError => new AppError('period.unknown', 404, { zh: '没有这个考核期。', en: 'There is no such period.' });

export const notSubmitted = (): AppError =>
  new AppError('report.not_submitted', 404, { zh: '该单位尚未提交这一期的进展。', en: 'The unit has not submitted this period yet.' });

export const staleRevision = (current: number): AppError =>
  new AppError('report.stale_revision', 409, {
    zh: `您打开后，这份进展已被他人改动（现为第 ${current} 版）。请重新打开，核对后再保存；您的改动没有写入。`,
    en: `This report was changed after you opened it (it is now at revision ${current}). Open it again and compare before saving; nothing of yours was stored.`,
  });

export const notEditable = (): AppError =>
  new AppError('report.not_editable', 409, {
    zh: '已提交或已通过的进展不能修改；需要改动的，请考核办退回。',
    en: 'A submitted or accepted report cannot be changed. Ask the office to return it.',
  });

export const alreadySubmitted = (): AppError =>
  new AppError('report.already_submitted', 409, { zh: '这份进展已经提交，不必再次提交。', en: 'This report has been submitted already.' });

export const notAwaitingDecision = (): AppError =>
  new AppError('report.not_awaiting_decision', 409, {
    zh: '这份进展不在待审状态，可能已由同事处理。',
    en: 'This report is not waiting for a decision; a colleague may have decided it.',
  });

export const emptyReport = (): AppError =>
  new AppError('report.empty', 422, { zh: '还没有填写任何目标或说明，不能提交。', en: 'Nothing has been filled in, so there is nothing to submit.' });

/** A missed goal without its reason keeps the report from being submitted; one fault per goal. */
export const reasonsMissing = (faults: readonly Fault[]): AppError =>
  new AppError(
    'report.reason_missing',
    422,
    { zh: '未完成的目标必须写明原因和改进措施。', en: 'A missed goal needs its reason and what will be done about it.' },
    { faults },
  );

const fault = (zh: string, en: string): Sentence => ({ zh, en });

/** What can be wrong with one goal of a report. */
export const ENTRY = {
  unknownGoal: fault('计划书中没有这个目标。', 'The plan has no such goal.'),
  twice: fault('这个目标填了两次。', 'This goal is given twice.'),
  notExact: fault('请填写准确的数字，例如 1500 或 12.5，不带单位和“约”字。', 'Give an exact number such as 1500 or 12.5, without unit or "about".'),
  noLevel: fault('请在计划书列出的档次中选一个。', 'Choose one of the levels that the plan lists.'),
  noFigure: fault('这个目标不填数值；节点目标请填完成日期或进度。', 'This goal takes no figure; a milestone takes a day or a share.'),
  noMilestone: fault('完成日期和进度只用于节点目标。', 'Only a milestone takes a day of completion or a share.'),
  notADay: fault('请填写存在的日期，例如 2025-03-31。', 'Give a day that exists, such as 2025-03-31.'),
  inFuture: fault('完成日期不能晚于今天。', 'A day of completion cannot lie in the future.'),
  shareRange: fault('进度是 0 到 100 之间的数字，不带百分号。', 'A share is a number from 0 to 100, without a per cent sign.'),
  dayOrShare: fault('已完成的只填日期，未完成的只填进度。', 'Give the day when it is done, or the share while it is not; not both.'),
  claimsDone: fault('自评“已完成”需要填写完成日期。', 'To claim "done", give the day of completion.'),
} as const;

export const missingReason = (title: Sentence): Sentence => ({
  zh: `“${title.zh}”未完成，请写明原因和改进措施。`,
  en: `“${title.en}” is missed: give the reason and what will be done about it.`,
});

export const noProgressTable = (ofMany: boolean): AppError =>
  invalidInput([
    {
      path: 'file',
      message: ofMany
        ? {
            zh: '找不到表头；请下载模板，表头中至少要有“单位”“考核期”“编号”（或“目标名称”）和“本期完成值”。',
            en: 'No header was found; use the template: unit, period, number or goal, and the figure at least.',
          }
        : {
            zh: '找不到表头；请下载模板，表头中至少要有“编号”（或“目标名称”）和“本期完成值”。',
            en: 'No header was found; use the template: number or goal, and the figure at least.',
          },
    },
  ]);

export const tooManyLines = (lines: number, most: number): AppError =>
  invalidInput([
    {
      path: 'file',
      message: {
        zh: `表格有 ${lines} 行，一次最多导入 ${most} 行，请分开导入。`,
        en: `The table has ${lines} lines; at most ${most} are taken at once. Split it.`,
      },
    },
  ]);

export const emptyTable = (): AppError => invalidInput([{ path: 'file', message: { zh: '表头下面没有内容。', en: 'There is nothing under the header.' } }]);

/** Told at each line of a table of many reports. */
export const LOCKED = fault(
  '该单位这一期的进展已经提交，不能导入；需要改动的，请先退回。',
  'the unit has submitted this period already; return the report before importing.',
);
