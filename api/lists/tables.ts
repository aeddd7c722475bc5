import { dayOf } from '../../content/load.ts';
import type { Dependencies, Staff } from '../context.ts';
import type { Written } from '../spreadsheets/write.ts';
import type { GoalAsked, PlanAsked, ReportAsked } from './lists.shapes.ts';
import { goalList, type Needs, planList, reportList } from './lists.usecases.ts';

type Lang = 'zh' | 'en';

/** Lines of one file: more than the largest list that is planned for. */
const MOST = 200_000;

const STATES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  none: ['没有', 'none'],
  draft: ['草稿', 'draft'],
  submitted: ['已提交', 'submitted'],
  returned: ['已退回', 'returned'],
  accepted: ['已通过', 'accepted'],
  notice: ['公示中', 'public notice'],
  final: ['已定稿', 'final'],
};
const KINDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  numeric: ['数值', 'numeric'],
  milestone: ['节点', 'milestone'],
  level: ['等级', 'level'],
  composite: ['综合', 'composite'],
};

const said = (words: typeof STATES, id: string, lang: Lang): string => words[id]?.[lang === 'zh' ? 0 : 1] ?? id;
const yes = (value: boolean, lang: Lang): string => (value ? (lang === 'zh' ? '是' : 'yes') : '');
const dayIn =
  ({ city }: Pick<Dependencies, 'city'>) =>
  (iso: string | null): string =>
    iso === null ? '' : dayOf(new Date(iso), city.timezone);

const whole = <A extends { readonly page: number }>(asked: A): A => ({ ...asked, page: 1 });

/** What a list shows, all its pages, as a table for a spreadsheet program. */
export async function goalTable(needs: Needs, staff: Staff, asked: GoalAsked): Promise<Written> {
  const { lang } = asked;
  const { lines } = await goalList(needs, staff, whole(asked), MOST);
  return {
    name: lang === 'zh' ? '目标' : 'Goals',
    headings:
      lang === 'zh'
        ? ['单位编号', '单位', '目标编号', '目标', '考核部分', '类型', '目标值', '计量单位', '完成时限', '权重', '一票否决', '计划书状态']
        : ['Unit id', 'Unit', 'Goal id', 'Goal', 'Part', 'Kind', 'Target', 'Measure', 'Due', 'Weight', 'Veto', 'Plan'],
    rows: lines.map((line) => [
      line.unit,
      line.name[lang],
      line.code,
      line.title[lang],
      line.partLabel[lang],
      said(KINDS, line.kind, lang),
      line.target,
      line.measure[lang],
      line.due,
      line.weight,
      yes(line.veto, lang),
      said(STATES, line.state, lang),
    ]),
  };
}

export async function planTable(needs: Needs, staff: Staff, asked: PlanAsked): Promise<Written> {
  const { lang } = asked;
  const day = dayIn(needs);
  const { lines } = await planList(needs, staff, whole(asked), MOST);
  return {
    name: lang === 'zh' ? '目标计划书' : 'Plans',
    headings:
      lang === 'zh'
        ? ['单位编号', '单位', '类别', '版本', '状态', '目标数', '报送日期', '报送期限', '迟报', '公示截止']
        : ['Unit id', 'Unit', 'Category', 'Version', 'State', 'Goals', 'Submitted', 'Due', 'Late', 'Notice until'],
    rows: lines.map((line) => [
      line.unit,
      line.name[lang],
      line.category,
      line.state === 'none' ? null : line.version,
      said(STATES, line.state, lang),
      line.goals,
      day(line.submittedAt),
      day(line.submitBy),
      yes(line.late, lang),
      day(line.noticeTo),
    ]),
  };
}

export async function reportTable(needs: Needs, staff: Staff, asked: ReportAsked): Promise<Written> {
  const { lang } = asked;
  const day = dayIn(needs);
  const { lines } = await reportList(needs, staff, whole(asked), MOST);
  return {
    name: lang === 'zh' ? '进展报告' : 'Reports',
    headings:
      lang === 'zh'
        ? ['单位编号', '单位', '类别', '年度', '考核期', '状态', '报送日期', '报送期限', '迟报']
        : ['Unit id', 'Unit', 'Category', 'Year', 'Period', 'State', 'Submitted', 'Due', 'Late'],
    rows: lines.map((line) => [
      line.unit,
      line.name[lang],
      line.category,
      line.cycle,
      line.periodLabel[lang],
      said(STATES, line.state, lang),
      day(line.submittedAt),
      day(line.reportBy),
      yes(line.late, lang),
    ]),
  };
}
