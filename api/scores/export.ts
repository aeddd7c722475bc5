import type { Result, Text } from '../../scoring/index.ts';
import { writeCsvFile, writeWorkbook } from '../spreadsheets/write.ts';
import { imageOf } from './summary.ts';

/** One unit's public score as an office takes it into its own assessment system. Figures are exact text with the scheme's decimals. */
export interface PublicScore {
  readonly unit: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly category: string;
  /** Public-image part, 0–100; null when no group of raters has enough answers. */
  readonly publicImage: string | null;
  readonly intervalLow: string | null;
  readonly intervalHigh: string | null;
  readonly validAnswers: number;
  readonly total: string | null;
  readonly rank: number | null;
  readonly grade: string | null;
}

const COLUMNS = [
  'unit',
  'nameZh',
  'nameEn',
  'category',
  'publicImage',
  'intervalLow',
  'intervalHigh',
  'validAnswers',
  'total',
  'rank',
  'grade',
] as const satisfies (keyof PublicScore)[];
const HEADINGS: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  unit: '单位编号 unit',
  nameZh: '单位名称',
  nameEn: 'Unit name',
  category: '类别 category',
  publicImage: '公众形象得分 public image',
  intervalLow: '区间下限 interval low',
  intervalHigh: '区间上限 interval high',
  validAnswers: '有效答案数 valid answers',
  total: '总分 total',
  rank: '名次 rank',
  grade: '等次 grade',
};

export function publicScores(result: Result, nameOf: (unit: string) => Text): PublicScore[] {
  return result.units.map((unit) => {
    const image = imageOf(unit);
    const name = nameOf(unit.id);
    return {
      unit: unit.id,
      nameZh: name.zh,
      nameEn: name.en,
      category: unit.category,
      publicImage: image?.rounded ?? null,
      intervalLow: image?.interval?.low ?? null,
      intervalHigh: image?.interval?.high ?? null,
      validAnswers: image?.answers?.valid ?? 0,
      total: unit.total?.rounded ?? null,
      rank: unit.rank,
      grade: unit.grade,
    };
  });
}

const NUMERIC = new Set<string>(['publicImage', 'intervalLow', 'intervalHigh', 'validAnswers', 'total', 'rank']);
const headings = COLUMNS.map((column) => HEADINGS[column]);

/** Figures as exact text with the scheme's decimals. */
export const toCsv = (rows: readonly PublicScore[]): string =>
  writeCsvFile({ name: 'public-scores', headings, rows: rows.map((row) => COLUMNS.map((column) => row[column])) });

/** One sheet, numbers as numbers, empty cells where there is no result. */
export const toXlsx = (rows: readonly PublicScore[]): Promise<Uint8Array> =>
  writeWorkbook({
    name: '公众评分 Public scores',
    headings,
    rows: rows.map((row) => COLUMNS.map((column) => (row[column] !== null && NUMERIC.has(column) ? Number(row[column]) : row[column]))),
  });
