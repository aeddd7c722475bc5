import type { Dependencies, Staff } from '../context.ts';
import type { Written } from '../spreadsheets/write.ts';
import type { CaseAsked, CaseLineView } from './waiting.shapes.ts';
import { sought } from './waiting.usecases.ts';

const STATES: Readonly<Record<CaseLineView['state'], readonly [zh: string, en: string]>> = {
  overdue: ['逾期', 'overdue'],
  running: ['期限内', 'in time'],
  stopped: ['计时中止', 'clock stopped'],
  undated: ['没有期限', 'no term'],
};
const KINDS: Readonly<Record<CaseLineView['kind'], readonly [zh: string, en: string]>> = {
  question: ['咨询', 'question'],
  complaint: ['投诉', 'complaint'],
  'serious-complaint': ['重大投诉', 'serious complaint'],
  suggestion: ['建议', 'suggestion'],
};

/** The list of waiting cases, all its pages, as a table for a spreadsheet program. */
export async function caseTable(needs: Pick<Dependencies, 'db' | 'city' | 'clock'>, staff: Staff, asked: CaseAsked): Promise<Written> {
  const { lang } = asked;
  const at = lang === 'zh' ? 0 : 1;
  const { lines } = await sought(needs, staff, asked);
  return {
    name: lang === 'zh' ? '待答复留言' : 'Waiting comments',
    headings:
      lang === 'zh'
        ? ['单位编号', '单位', '类别', '内容', '收到日', '最迟答复日', '状态', '逾期工作日', '重办次数']
        : ['Unit id', 'Unit', 'Kind', 'Comment', 'Received', 'Answer due', 'State', 'Working days late', 'Reopened'],
    rows: lines.map((line) => [
      line.unit,
      line.name[lang],
      KINDS[line.kind][at],
      line.excerpt,
      line.receivedOn,
      line.answerBy,
      STATES[line.state][at],
      line.late,
      line.reopened,
    ]),
  };
}
