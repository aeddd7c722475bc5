import { type Judged, judgeAll, type Standing } from '../calendar/judge.ts';
import { exact, HUNDRED, ONE, ZERO } from '../exact.ts';
import type { Note, ResultNode, Text } from '../result.ts';
import type { DutiesNode } from '../scheme/duties.ts';
import { sourceOf } from '../scheme/walk.ts';
import { NOTHING_AROUND } from './around.ts';
import { type Context, type Draft, finish, having, lacking, note } from './draft.ts';

const SAID: Readonly<Record<Standing, Text>> = {
  met: { zh: '按期', en: 'on time' },
  late: { zh: '迟', en: 'late' },
  overdue: { zh: '逾期未报', en: 'overdue' },
  open: { zh: '未到期', en: 'open' },
};

const FAULTS: Readonly<Record<NonNullable<Judged['fault']>, Note>> = {
  early: note('late', '早于规定的时间，不计。', 'Done before its time; it does not count.'),
  'out-of-order': note('late', '先于前一环节完成，不计。', 'Done before the stage ahead of it; it does not count.'),
};

function notesOf({ standing, due, fault }: Judged): Note[] {
  if (fault !== undefined) return [FAULTS[fault]];
  if (standing === 'late') return [note('late', `超过 ${due} 完成。`, `Done after ${due}.`)];
  return standing === 'overdue' ? [note('late', `到期日 ${due} 已过，未报，按迟一次计。`, `Its day, ${due}, is past and nothing came: late once.`)] : [];
}

/** One duty on one day: 1 met, 0 late or overdue, no figure while it is open. */
function dutyNode(judged: Judged, part: string, context: Context): ResultNode {
  const { duty, key, due, standing, record } = judged;
  const path = `units.${context.unit.id}.deliveries.${part}.${record?.index}`;
  const source = record?.record.source;
  const inputs =
    record === null ? [] : [{ kind: 'value' as const, path, label: duty.label, value: record.record.done ?? '', ...(source !== undefined && { source }) }];
  const rule = { zh: `${due ?? '无期限'}：${SAID[standing].zh}`, en: `${due === null ? 'no day set' : `due ${due}`}: ${SAID[standing].en}` };
  const scale = { unit: 'count', min: '0', max: '1' } as const;
  const more = { inputs, notes: notesOf(judged) };
  const draft = standing === 'open' ? lacking('empty', scale, rule, more) : having(standing === 'met' ? ONE : ZERO, scale, rule, more);
  const named = {
    id: key === '' ? duty.id : `${duty.id}-${key}`,
    label: key === '' ? duty.label : { zh: `${duty.label.zh} ${key}`, en: `${duty.label.en} ${key}` },
  };
  return finish(named, 'duty', draft, { ...context, decimals: 0 }).node;
}

const COUNTED: Readonly<Record<Exclude<DutiesNode['take'], 'met-share'>, readonly Standing[]>> = {
  late: ['late', 'overdue'],
  met: ['met'],
  done: ['met', 'late'],
};

const WORDS: Readonly<Record<DutiesNode['take'], Text>> = {
  late: { zh: '迟报次数', en: 'Number late' },
  met: { zh: '按期次数', en: 'Number on time' },
  done: { zh: '完成次数', en: 'Number done' },
  'met-share': { zh: '按期的百分比', en: 'Per cent on time' },
};

/** Duties of a calendar, each on its days, counted: late ones, met ones, done ones, or per cent met of those decided. */
export function duties(node: DutiesNode, context: Context): Draft {
  const { calendar } = context.around ?? NOTHING_AROUND;
  const part = sourceOf(node);
  const words = WORDS[node.take];
  if (calendar === null) {
    const none = note('missing', '数据没有写明截至日期（calendar）。', 'The input does not say as of which day (calendar).');
    return lacking('incomplete', { unit: 'count' }, words, { notes: [none] });
  }
  const records = (context.unit.deliveries?.[part] ?? []).map((record, index) => ({ record, index }));
  const judged = judgeAll(node.duties, node.in_order === true, context.unit, records, calendar);
  const number = (standings: readonly Standing[]): number => judged.filter(({ standing }) => standings.includes(standing)).length;
  const [met, bad, open] = [number(['met']), number(['late', 'overdue']), number(['open'])];
  const rule = {
    zh: `${words.zh}（截至 ${calendar.asOf}：按期 ${met}，迟 ${bad}，未到期 ${open}）`,
    en: `${words.en} (as of ${calendar.asOf}: ${met} on time, ${bad} late, ${open} open)`,
  };
  const children = judged.map((one) => dutyNode(one, part, context));
  if (node.take !== 'met-share') return having(exact(number(COUNTED[node.take])), { unit: 'count', min: '0' }, rule, { children });
  const scale = { unit: 'percent', min: '0', max: '100' } as const;
  if (met + bad === 0) return lacking('empty', scale, rule, { children, notes: [note('missing', '没有到期的事项。', 'Nothing has fallen due yet.')] });
  return having(
    exact(met)
      .mul(HUNDRED)
      .div(exact(met + bad)),
    scale,
    rule,
    { children },
  );
}
