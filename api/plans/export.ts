import { type Written, writeCsvFile, writeWorkbook } from '../spreadsheets/write.ts';
import { type Column, headingOf, ORDER } from './columns.ts';
import { DIRECTION_NAMES, KIND_NAMES } from './goal-input.ts';
import type { DraftGoalView, DraftPlanView } from './plans.shapes.ts';

export const FILES = ['plan.csv', 'plan.xlsx', 'template.csv', 'template.xlsx'] as const;
export type PlanFile = (typeof FILES)[number];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The plan, or an empty template with two lines to show how it is meant, in the shape that the import reads. */
export async function planFile(
  plan: Pick<DraftPlanView, 'goals' | 'parts'>,
  file: PlanFile,
  lang: 'zh' | 'en',
): Promise<{ readonly body: string | Uint8Array; readonly type: string }> {
  const rows = file.startsWith('template') ? EXAMPLES[lang] : plan.goals.map((goal) => cellsOf(goal, plan, lang));
  const table: Written = {
    name: lang === 'zh' ? '目标计划书' : 'Plan',
    headings: ORDER.map((column) => headingOf(column, lang)),
    rows: rows.map((cells) => ORDER.map((column) => cells[column] ?? '')),
  };
  return file.endsWith('csv') ? { body: writeCsvFile(table), type: 'text/csv; charset=utf-8' } : { body: await writeWorkbook(table), type: XLSX };
}

type Cells = Readonly<Partial<Record<Column, string>>>;

/** Figures as text: a spreadsheet program would round what has many digits. */
const cellsOf = (goal: DraftGoalView, { parts }: Pick<DraftPlanView, 'parts'>, lang: 'zh' | 'en'): Cells => ({
  label: goal.code,
  parent: goal.parent ?? '',
  titleZh: goal.title.zh,
  titleEn: goal.title.en === goal.title.zh ? '' : goal.title.en,
  promiseZh: goal.promise.zh,
  promiseEn: goal.promise.en,
  part: parts.find(({ id }) => id === goal.part)?.label[lang] ?? goal.part,
  kind: KIND_NAMES[goal.kind][lang],
  direction: goal.direction && !goal.levels ? DIRECTION_NAMES[goal.direction][lang] : '',
  levels: goal.levels?.join(lang === 'zh' ? '、' : ', ') ?? '',
  measureZh: goal.measure.zh,
  measureEn: goal.measure.en === goal.measure.zh ? '' : goal.measure.en,
  lastYear: cellOf(goal, goal.lastYear),
  start: goal.start ?? '',
  target: cellOf(goal, goal.target),
  weight: goal.weight ?? '',
  due: goal.due,
  responsible: goal.responsible,
  veto: lang === 'zh' ? (goal.veto ? '是' : '否') : goal.veto ? 'yes' : 'no',
});

/** A figure of the goal, or the name of the level it stands for. */
const cellOf = ({ levels }: Pick<DraftGoalView, 'levels'>, figure: string | null): string =>
  (levels && figure !== null ? levels[Number(figure)] : figure) ?? '';

const EXAMPLES: Readonly<Record<'zh' | 'en', readonly Cells[]>> = {
  zh: [
    {
      label: '1',
      titleZh: '（示例，请删除）新建公共停车泊位',
      kind: '数值',
      direction: '不低于',
      measureZh: '个',
      lastYear: '1,200',
      target: '1,500',
      weight: '5',
      due: '12月底',
      responsible: '张三',
      veto: '否',
    },
    {
      label: '2',
      titleZh: '（示例，请删除）建成市民服务中心',
      kind: '节点',
      promiseZh: '主体完工并投入使用',
      weight: '3',
      due: '第三季度末',
      responsible: '李四',
      veto: '否',
    },
  ],
  en: [
    {
      label: '1',
      titleZh: '（示例，请删除）新建公共停车泊位',
      titleEn: '(example, delete it) New public parking',
      kind: 'numeric',
      direction: 'at least',
      measureZh: '个',
      measureEn: 'places',
      lastYear: '1,200',
      target: '1,500',
      weight: '5',
      due: '2026-12-31',
      responsible: 'Zhang San',
      veto: 'no',
    },
    {
      label: '2',
      titleZh: '（示例，请删除）建成市民服务中心',
      titleEn: '(example, delete it) Open the service centre',
      kind: 'milestone',
      weight: '3',
      due: '2026-09-30',
      responsible: 'Li Si',
      veto: 'no',
    },
  ],
};
