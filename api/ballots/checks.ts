import type { Ballot, BallotFault } from '../../proof/ballot.ts';
import { ballotFault } from '../../proof/ballot.ts';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import { PICKED, type PickRule } from '../../proof/picks.ts';
import type { Fault, Sentence } from '../errors.ts';

/** Faults told for one ballot; more of the same would not help. */
const MOST = 20;

const SENTENCES: Readonly<Record<BallotFault, Sentence>> = {
  'bad-form': { zh: '格式不对。', en: 'Not in the right form.' },
  'other-ballot': { zh: '这张票属于另一个单位或评议期。', en: 'The ballot names another unit or window.' },
  'bad-salt': { zh: '随机数应为 32 字节的 base64url 文本。', en: 'The salt must be 32 bytes in base64url.' },
  'unknown-question': { zh: '问卷中没有这道题。', en: 'The questionnaire has no such question.' },
  'unknown-level': { zh: '这不是可选的答案。', en: 'This is not one of the answers.' },
  'bad-screening': { zh: '这不是筛选题的答案。', en: 'This is not an answer to the screening question.' },
  'foreign-unit': { zh: '这个单位不在本类名单中。', en: 'This unit is not on the list of the category.' },
  'too-many-picks': { zh: '选得太多了。', en: 'Too many units are chosen.' },
  'too-few-picks': { zh: '选得太少了。', en: 'Too few units are chosen.' },
  empty: { zh: '请至少回答一题。', en: 'Answer at least one question.' },
};

/** What is wrong with a ballot, where, in sentences; empty when it may be cast. */
export function ballotFaults(ballot: Ballot, form: ManifestQuestionnaire): Fault[] {
  const fault = ballotFault(ballot, form);
  if (fault === null) return [];
  return placesOf(fault, ballot, form)
    .slice(0, MOST)
    .map((path) => ({ path, message: form.pick ? sentenceOf(fault, form.pick) : SENTENCES[fault] }));
}

function sentenceOf(fault: BallotFault, { choose, fewer }: PickRule): Sentence {
  if (fault === 'empty') return { zh: '请至少选一个单位。', en: 'Choose at least one unit.' };
  if (fault !== 'too-many-picks' && fault !== 'too-few-picks') return SENTENCES[fault];
  return fewer === 'allowed'
    ? { zh: `最多选 ${choose} 个单位。`, en: `Choose at most ${choose}.` }
    : { zh: `要正好选 ${choose} 个单位。`, en: `Choose exactly ${choose}.` };
}

function placesOf(fault: BallotFault, { answers }: Ballot, form: ManifestQuestionnaire): string[] {
  const questions = form.questions.map(({ id }) => id);
  const levels = form.pick ? [PICKED] : [...form.levels.map(({ id }) => id), form.dontKnow];
  if (fault === 'unknown-question' || fault === 'foreign-unit')
    return Object.keys(answers)
      .filter((id) => !questions.includes(id))
      .map((id) => `answers.${id}`);
  if (fault === 'unknown-level')
    return Object.entries(answers)
      .filter(([, level]) => !levels.includes(level))
      .map(([id]) => `answers.${id}`);
  return [fault === 'bad-salt' ? 'salt' : fault === 'bad-screening' ? 'screening' : 'answers'];
}
