import { AppError, type Fault, invalidInput, type Sentence } from '../errors.ts';

export const unknownCycle = (): AppError => new AppError('cycle.unknown', 404, { zh: '没有这个考核年度。', en: 'There is no such cycle.' });

export const notSubmitted = (): AppError =>
  new AppError('plan.not_submitted', 404, { zh: '该单位尚未提交目标计划书。', en: 'The unit has not submitted its plan yet.' });

export const noDraft = (): AppError => new AppError('plan.no_draft', 404, { zh: '还没有开始编制目标计划书。', en: 'No plan has been begun yet.' });

export const unknownGoal = (): AppError =>
  new AppError('plan.unknown_goal', 404, { zh: '计划书中没有这个目标，可能已被同事删除。', en: 'The plan has no such goal; a colleague may have removed it.' });

/** @param faults what differs now, field by field. */
export const staleRevision = (faults: readonly Fault[] = []): AppError =>
  new AppError(
    'plan.stale_revision',
    409,
    {
      zh: '您打开后，这里已被他人改动；您填写的内容还在页面上，没有写入。请核对下列差别后再保存。',
      en: 'This was changed after you opened it. What you typed is still on the page and was not stored; compare before saving again.',
    },
    { faults },
  );

export const notEditable = (): AppError =>
  new AppError('plan.not_editable', 409, {
    zh: '已提交的计划书不能修改。需要改动的，请考核办退回；已定稿的，请编制新版本。',
    en: 'A submitted plan cannot be changed. Ask the office to return it; of a final plan, begin a new version.',
  });

export const alreadySubmitted = (): AppError =>
  new AppError('plan.already_submitted', 409, { zh: '计划书已经提交，不必再次提交。', en: 'The plan has been submitted already.' });

export const notFinal = (): AppError =>
  new AppError('plan.not_final', 409, { zh: '只有已定稿的计划书才能编制新版本。', en: 'Only of a final plan can a new version be begun.' });

const WRONG_STATE: Readonly<Record<'return' | 'accept' | 'notice' | 'final', Sentence>> = {
  return: { zh: '只有已提交、已通过或公示中的计划书可以退回。', en: 'Only a plan that was submitted, accepted or is on notice can be returned.' },
  accept: { zh: '计划书不在待审状态，可能已由同事处理。', en: 'The plan is not waiting for a decision; a colleague may have decided it.' },
  notice: { zh: '只有已通过的计划书可以公示。', en: 'Only an accepted plan can be put on notice.' },
  final: { zh: '只有公示中的计划书可以定稿。', en: 'Only a plan on notice can become final.' },
};
export const wrongState = (step: keyof typeof WRONG_STATE): AppError => new AppError('plan.wrong_state', 409, WRONG_STATE[step]);

export const noticeRunning = (until: string): AppError =>
  new AppError('plan.notice_running', 409, {
    zh: `公示到 ${until} 为止，期满后才能定稿。`,
    en: `The notice runs until ${until}; the plan can become final after it.`,
  });

/** What keeps a plan from being submitted; one fault per goal and field. */
export const incomplete = (faults: readonly Fault[]): AppError =>
  new AppError('plan.incomplete', 422, { zh: '计划书还不完整，请按提示补全后提交。', en: 'The plan is not complete yet; see what is missing.' }, { faults });

export const emptyPlan = (): AppError => new AppError('plan.empty', 422, { zh: '计划书中还没有目标。', en: 'The plan has no goals yet.' });

export const needsSecondPerson = (): AppError =>
  new AppError('plan.second_person', 409, {
    zh: '这一版调低了目标，须由没有参与编制的另一位审核人提交。',
    en: 'This version lowers a target: an approver who did not write in it has to submit it.',
  });

export const notComposite = (): AppError =>
  invalidInput([{ path: 'parent', message: { zh: '只有综合目标才能有分项。', en: 'Only a composite goal has components.' } }]);

export const hasComponents = (): AppError =>
  invalidInput([{ path: 'kind', message: { zh: '这个目标还有分项，不能改为其他类型。', en: 'The goal has components and stays composite.' } }]);

export const tooMany = (most: number): AppError =>
  invalidInput([{ path: 'file', message: { zh: `一份计划书最多 ${most} 个目标。`, en: `A plan has at most ${most} goals.` } }]);

export const nothingToCopy = (): AppError =>
  new AppError('plan.nothing_to_copy', 404, { zh: '本单位在那一年度没有已定稿的计划书。', en: 'The unit has no final plan in that cycle.' });

export const notEmpty = (): AppError =>
  new AppError('plan.not_empty', 409, {
    zh: '计划书中已有目标；请先清空，或逐项添加。',
    en: 'The plan has goals already; remove them first or add one by one.',
  });

export const differs = (path: string, now: string): Fault => ({ path, message: { zh: `现存内容：“${now}”`, en: `Stored now: "${now}"` } });
