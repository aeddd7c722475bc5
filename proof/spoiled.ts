import type { Text } from '../scoring/index.ts';
import type { SpoiledReason } from './opening.ts';

/** Why a ballot that lay in the box does not count, as the public reads it. */
export const SPOILED: Readonly<Record<SpoiledReason, Text>> = {
  unreadable: { zh: '无法解封：不是为本期公钥封的，或被改动、移动过。', en: 'Could not be opened: sealed for another key, altered or moved.' },
  'bad-form': { zh: '解封后不是一张格式正确的票。', en: 'What was sealed is not a ballot in its proper form.' },
  'leaf-mismatch': { zh: '票的内容与回执上的校验值不符。', en: 'The ballot is not the one that its receipt names.' },
  'leaf-unreadable': { zh: '回执的校验值无法解封。', en: 'The hash that its receipt names could not be opened.' },
  'other-ballot': { zh: '票中写的单位、评议期或评议主体与信封不符。', en: 'The ballot names another unit, window or group than its envelope.' },
  'bad-salt': { zh: '票中的随机数不合格。', en: 'The salt of the ballot is not in its proper form.' },
  'unknown-question': { zh: '回答了问卷中没有的题目。', en: 'It answers a question that was not asked.' },
  'unknown-level': { zh: '填写了不存在的档次。', en: 'It gives an answer that is not one of the levels.' },
  'bad-screening': { zh: '筛选题的答案不在选项之内。', en: 'Its answer to the screening question is not one of the choices.' },
  'foreign-unit': { zh: '选了不在本类名单中的单位。', en: 'It names a unit that is not on the list of the category.' },
  'too-many-picks': { zh: '选的单位多于规定的个数。', en: 'It names more units than it may.' },
  'too-few-picks': { zh: '选的单位少于规定的个数。', en: 'It names fewer units than it must.' },
  empty: { zh: '一题也没有回答。', en: 'It answers nothing.' },
};
