import type { City } from '../../content/load.ts';
import type { Fault } from '../errors.ts';
import { findHeader } from '../spreadsheets/header.ts';
import { readWorkbook } from '../spreadsheets/workbook.ts';
import { badRoster } from './proofs.errors.ts';
import type { RosterLine } from './roster.ts';

const WORDS = {
  number: ['编号', '序号', '号码', 'number', 'no', 'no.', 'id'],
  name: ['姓名', '收件人', 'name', 'recipient'],
  address: ['地址', '住址', '通信地址', '通讯地址', 'address'],
  postcode: ['邮编', '邮政编码', 'postcode', 'zip'],
  employer: ['工作单位', '单位', 'employer', 'unit'],
} as const;

const MOST = 20_000;

/**
 * Reads a list of people: a number of the office's own, or name and address. The text is printed and forgotten.
 * @throws AppError with every line that names nobody.
 */
export async function readRoster(bytes: Uint8Array, city: Pick<City, 'units'>): Promise<RosterLine[]> {
  const { sheets, fault } = await readWorkbook(bytes);
  if (fault) throw badRoster([fault]);
  const headed = sheets.map((sheet) => findHeader(sheet, WORDS)).find((found) => found !== null);
  if (!headed) throw badRoster([NO_HEADER]);
  if (headed.rows.length > MOST) throw badRoster([tooMany]);
  const employers = new Map(city.units.flatMap(({ id, name }) => [id, name.zh, name.en].map((word) => [word.toLowerCase(), id] as const)));
  const lines = headed.rows
    .filter(({ cells }) => cells.some((text) => text !== ''))
    .map(({ line, cells }) => {
      const cell = (field: keyof typeof WORDS): string => cells[headed.columns[field] ?? -1] ?? '';
      const address = [cell('postcode'), cell('address'), cell('name')].filter(Boolean).map((text) => text.slice(0, 200));
      const key = cell('number') || address.join('\n');
      return { line, key, address: address.length > 0 ? address : [cell('number')], employer: employers.get(cell('employer').toLowerCase()) ?? null };
    });
  const faults = lines.filter(({ key }) => key === '').map(({ line }) => nobody(line));
  if (faults.length > 0) throw badRoster(faults.slice(0, 100));
  return lines.map(({ key, address, employer }) => ({ key, address, employer }));
}

const NO_HEADER: Fault = {
  path: 'file',
  message: {
    zh: '找不到表头：至少要有“编号”“姓名”“地址”“邮编”“工作单位”中的两列。',
    en: 'There is no header: at least two of the columns number, name, address, postcode and employer are needed.',
  },
};
const tooMany: Fault = { path: 'file', message: { zh: `一次至多 ${MOST} 人。`, en: `At most ${MOST} people at once.` } };
const nobody = (line: number): Fault => ({
  path: `line ${line}`,
  message: { zh: `第 ${line} 行没有编号、姓名和地址。`, en: `Line ${line} has neither number nor name nor address.` },
});
