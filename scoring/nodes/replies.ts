import { exact, HUNDRED, isZero } from '../exact.ts';
import { REPLY_VALUES, type RepliesNode } from '../scheme/replies.ts';
import { NOTHING_AROUND } from './around.ts';
import { type Context, type Draft, having, lacking, note } from './draft.ts';
import { fromValue, recordOf } from './read.ts';

const SCALE = { unit: 'percent', min: '0', max: '100' } as const;

/**
 * Per cent of a unit's cases that are good: 100 × in time ÷ terms that have ended, or 100 × solved ÷ cases on which the
 * author has spoken. A term that still runs and an author who is silent count nowhere.
 */
export function replies(node: RepliesNode, context: Context): Draft {
  const day = (context.around ?? NOTHING_AROUND).repliesAsOf ?? '—';
  const given = recordOf(context.unit, node.id);
  const [counted, good] = REPLY_VALUES[node.take].map((id) => given[id] ?? null);
  const rule = ruleOf(node.take, day, counted ?? '—', good ?? '—');
  if (counted == null || good == null) return lacking('incomplete', SCALE, rule, { notes: [note('missing', '没有答复情况。', 'There is no reply record.')] });
  const inputs = REPLY_VALUES[node.take].map((id) => fromValue(context.unit, node.id, id, node.label, given[id] ?? ''));
  if (!isZero(exact(counted))) return having(exact(good).mul(HUNDRED).div(exact(counted)), SCALE, rule, { inputs });
  if (node.no_cases === 'full')
    return having(HUNDRED, SCALE, rule, { inputs, notes: [note('missing', '没有可计的件，按办法计 100。', 'No case counts: 100 by the scheme.')] });
  return lacking('empty', SCALE, rule, { inputs, notes: [note('missing', '没有可计的件。', 'There is no case to count.')] });
}

const ruleOf = (take: RepliesNode['take'], day: string, counted: string, good: string): Draft['rule'] =>
  take === 'in-time'
    ? {
        zh: `截至 ${day} 答复期限已到的 ${counted} 次中，按期答复 ${good} 次`,
        en: `Of ${counted} terms for an answer that had ended by ${day}, ${good} were kept`,
      }
    : {
        zh: `截至 ${day} 留言人说过是否解决的 ${counted} 件中，已解决 ${good} 件`,
        en: `Of ${counted} cases on which the author had spoken by ${day}, ${good} are solved`,
      };
