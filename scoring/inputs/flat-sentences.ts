import type { Text } from '../result.ts';

const say = (zh: string, en: string): Text => ({ zh, en });
const list = (ids: readonly string[]): string => ids.join(', ');

/** Faults in a table of units, before it becomes an input. */
export const inTable = {
  noUnitColumn: (): Text => say('缺少“unit”（单位）一列。', 'There is no column “unit”.'),
  noCategoryColumn: (categories: readonly string[]): Text =>
    say(
      `办法有多个类别（${list(categories)}），缺少“category”（类别）一列。`,
      `The scheme has several categories (${list(categories)}); there is no column “category”.`,
    ),
  twice: (column: string): Text => say(`列“${column}”出现两次。`, `The column “${column}” appears twice.`),
  column: (column: string): Text =>
    say(
      `不认识列“${column}”；应为 unit、category、cycle、部分.数值、部分.目标.字段、ratings.主体.题目.等级 或 findings.部分.种类.标准。`,
      `Unknown column “${column}”; a column is unit, category, cycle, part.value, part.goal.field, ratings.group.question.level or findings.part.kind.criterion.`,
    ),
  goalField: (field: string, known: readonly string[]): Text =>
    say(`目标没有字段“${field}”；可用：${list(known)}。`, `A goal has no field “${field}”; known are: ${list(known)}.`),
  findingKind: (kind: string, known: readonly string[]): Text =>
    say(`CSV 中不能写“${kind}”类依据；可用：${list(known)}。`, `A table cannot hold a finding of the kind “${kind}”; known are: ${list(known)}.`),
  cells: (found: number, wanted: number): Text => say(`这一行有 ${found} 格，表头有 ${wanted} 列。`, `This row has ${found} cells, the header has ${wanted}.`),
  noUnit: (): Text => say('这一行没有写单位。', 'This row names no unit.'),
  noCycle: (): Text => say('没有考核年度：请加“cycle”一列，或用 --cycle 指定。', 'There is no cycle: add a column “cycle”, or give it with --cycle.'),
  otherCycle: (found: string, wanted: string): Text =>
    say(`一个文件只能有一个考核年度：这里是“${found}”，前面是“${wanted}”。`, `A file holds one cycle: here it is “${found}”, above “${wanted}”.`),
  noRows: (): Text => say('表中没有单位。', 'The table has no units.'),
} as const;
