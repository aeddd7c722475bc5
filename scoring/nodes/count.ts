import { exact } from '../exact.ts';
import { limitText, within } from '../limits.ts';
import type { ResultNode } from '../result.ts';
import type { CountNode } from '../scheme/nodes.ts';
import { NOTHING_AROUND } from './around.ts';
import { type Context, type Draft, having, lacking } from './draft.ts';
import { missingNote } from './missing.ts';

/** Length of the longest unbroken run of true. */
export function longestRun(hits: readonly boolean[]): number {
  const runs = hits.reduce<{ now: number; best: number }>(({ now, best }, hit) => (hit ? { now: now + 1, best: Math.max(best, now + 1) } : { now: 0, best }), {
    now: 0,
    best: 0,
  });
  return runs.best;
}

/** Members without a value never count; in a run they break it. */
export function count(node: CountNode, context: Context): Draft {
  const found = (context.around ?? NOTHING_AROUND).own.get(node.among) ?? null;
  const limits = limitText(node);
  const words = node.take === 'number' ? { zh: '个数', en: 'Number of members' } : { zh: '连续的最多个数', en: 'Longest unbroken run of members' };
  const label = found?.node.label ?? { zh: node.among, en: node.among };
  const rule = { zh: `“${label.zh}”中 ${limits.zh} 的${words.zh}`, en: `${words.en} of “${label.en}” with ${limits.en}` };
  if (found === null) return lacking('incomplete', { unit: 'count' }, rule, { notes: [missingNote(label)] });
  const hits = found.node.children.map(({ exact: value }: ResultNode) => value !== null && within(exact(value), node));
  const number = node.take === 'number' ? hits.filter(Boolean).length : longestRun(hits);
  const names = found.node.children.filter((_, index) => hits[index]);
  const listed = (language: 'zh' | 'en'): string => names.map((one) => one.label[language]).join(language === 'zh' ? '、' : ', ') || '—';
  const said = { zh: `${rule.zh}：${listed('zh')}`, en: `${rule.en}: ${listed('en')}` };
  return having(exact(number), { unit: 'count', min: '0', max: String(hits.length) }, said);
}
