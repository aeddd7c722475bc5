import { AppError } from '../errors.ts';

export const unknownRelease = (): AppError => new AppError('release.unknown', 404, { zh: '没有这个发布。', en: 'There is no such release.' });

export const nothingComputed = (): AppError =>
  new AppError('release.nothing_computed', 409, { zh: '请先计算得分，再准备发布。', en: 'Compute the scores first, then prepare a release.' });

export const cycleNeeded = (): AppError =>
  new AppError('release.cycle_needed', 422, { zh: '请写明发布哪个考核年度的得分。', en: 'Say which cycle’s scores the release publishes.' });

export const samePerson = (): AppError =>
  new AppError('release.same_person', 403, {
    zh: '发布须由另一人确认：准备者不能自己发布。',
    en: 'Publishing takes a second person: whoever prepared it cannot publish it.',
  });

export const alreadyMoved = (): AppError =>
  new AppError('release.already_moved', 409, { zh: '这个发布已经在处理或已发布。', en: 'This release is already being built or published.' });

export const notPublic = (scheme: string): AppError =>
  new AppError('release.not_public', 409, {
    zh: `考核办法 ${scheme} 没有规定任何总分可以公开，没有可发布的得分。`,
    en: `The scheme ${scheme} makes no total public: there is nothing to release.`,
  });

export const outdated = (): AppError =>
  new AppError('release.outdated', 409, {
    zh: '准备之后，同一年度已有更新的得分发布；请重新准备。',
    en: 'Newer scores of the same cycle have been published since this was prepared; prepare it again.',
  });

export const provisionalFirst = (): AppError =>
  new AppError('release.provisional_first', 409, {
    zh: '得分须先公示：请先准备公示稿，公示期满、异议处理完毕后再定稿。',
    en: 'Scores are published provisionally first: prepare a provisional release, and a final one after the days for objections.',
  });

export const objectionsOpen = (until: string): AppError =>
  new AppError('release.objections_open', 409, {
    zh: `公示期到 ${until} 截止（当日有效），期满后才能定稿。`,
    en: `Objections can be made until ${until}, that day included; the scores can become final after it.`,
  });

export const objectionsUndecided = (open: number): AppError =>
  new AppError('release.objections_undecided', 409, {
    zh: `还有 ${open} 件异议没有处理完毕；请逐件作出决定，涉及改分的还须复核。`,
    en: `${open} objection${open === 1 ? ' is' : 's are'} not decided yet; decide each, and have a second person confirm those that change a figure.`,
  });

export const scoreUnchanged = (units: readonly string[]): AppError =>
  new AppError('release.score_unchanged', 409, {
    zh: `异议已认定需要改分，但下列单位的总分没有变化：${units.join('、')}。请更正评分依据并重新计算。`,
    en: `Objections were decided to change the scores of ${units.join(', ')}, but their totals are the same. Mend what the score rests on and compute again.`,
  });

export const correctionNeeded = (release: number): AppError =>
  new AppError('release.correction_needed', 409, {
    zh: `该年度得分已在第 ${release} 号发布；再次发布属于更正，请写明更正第 ${release} 号发布及中英文理由。`,
    en: `The scores of this cycle were published as release ${release}; publishing them again is a correction: name release ${release} and give the reason in Chinese and English.`,
  });

export const wrongCorrection = (release: number | null): AppError =>
  new AppError('release.wrong_correction', 409, {
    zh: release === null ? '要更正的发布没有公布过该年度的得分。' : `该年度现行得分由第 ${release} 号发布公布，只能更正第 ${release} 号。`,
    en:
      release === null
        ? 'The release to be corrected did not publish scores of this cycle.'
        : `The scores that stand were published as release ${release}; that is the one to correct.`,
  });
