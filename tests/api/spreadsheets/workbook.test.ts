import { deflateRawSync } from 'node:zlib';
import { type WriteSheet, writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../../api/spreadsheets/workbook.ts';

const sheetsOf = async (...sheets: WriteSheet[]) => (await readWorkbook(await writeXlsx({ sheets }))).sheets ?? [];
const faultOf = async (bytes: Uint8Array): Promise<string> => (await readWorkbook(bytes)).fault?.message.zh ?? '';

/** A ZIP archive of one deflated entry, whose stated size may lie. */
function archive(name: string, content: Uint8Array, { stated = content.length, flags = 0 } = {}): Uint8Array {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(title.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(stated, 24);
  entry.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + title.length, 12);
  end.writeUInt32LE(30 + title.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, title, packed, entry, title, end]));
}

describe('a workbook is read as its reader sees it', () => {
  test('numbers in full, percentages with their sign, days, truth, full-width characters made plain', async () => {
    const [sheet] = await sheetsOf({
      name: '目标',
      columns: [{ key: 'a' }, { key: 'b', numFmt: '0.0%' }, { key: 'c' }, { key: 'd' }, { key: 'e' }],
      data: [{ a: 0.1 + 0.2, b: 0.85, c: new Date('2026-12-31T00:00:00Z'), d: true, e: '１２３％ ' }],
    });
    expect(sheet?.rows.at(-1)?.cells).toEqual(['0.3', '85%', '2026-12-31', 'TRUE', '123%']);
  });

  test('very large and very small numbers have no exponent', async () => {
    const [sheet] = await sheetsOf({ name: 'n', rows: [[1e21, 1.5e-7, -12_345_678.9]] });
    expect(sheet?.rows[0]?.cells).toEqual(['1000000000000000000000', '0.00000015', '-12345678.9']);
  });

  test('a merged area has its value in each of its cells', async () => {
    const [sheet] = await sheetsOf({
      name: 'm',
      rows: [
        ['科室', '目标'],
        ['水政科', 'a'],
        [null, 'b'],
      ],
      merges: [{ startRow: 1, endRow: 2, startCol: 0, endCol: 0 }],
    });
    expect(sheet?.rows.map(({ cells }) => cells[0])).toEqual(['科室', '水政科', '水政科']);
  });

  test('hidden sheets and empty rows are left out, and lines keep their numbers', async () => {
    const sheets = await sheetsOf({ name: 'seen', rows: [['a'], [null], ['b']] }, { name: 'secret', rows: [['x']], hidden: true });
    expect(sheets).toEqual([
      {
        name: 'seen',
        rows: [
          { line: 1, cells: ['a'], written: ['a'] },
          { line: 3, cells: ['b'], written: ['b'] },
        ],
      },
    ]);
  });

  test('CSV in GB 18030 is a workbook of one sheet', async () => {
    const gb = new Uint8Array([0xc4, 0xbf, 0xb1, 0xea, 0x2c, 0x31, 0x0a]);
    expect((await readWorkbook(gb)).sheets).toEqual([{ name: 'CSV', rows: [{ line: 1, cells: ['目标', '1'], written: ['目标', '1'] }] }]);
  });
});

describe('what is not a sound workbook gets a sentence', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['an old or locked file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['an archive cut off', archive('xl/workbook.xml', new Uint8Array(10)).slice(0, 40)],
    ['an archive that is no workbook', archive('a.txt', new Uint8Array(10))],
    ['an encrypted archive', archive('a.txt', new Uint8Array(10), { flags: 1 })],
    ['bytes of no encoding', new Uint8Array([0xff, 0x80, 0x00, 0xff, 0x2c])],
  ])('%s', async (_, bytes) => {
    expect(await faultOf(bytes)).toMatch(/。$/);
  });

  test('a bomb is told by what it unfolds to, whatever size it states', async () => {
    const bomb = archive('xl/worksheets/sheet1.xml', new Uint8Array(210_000_000), { stated: 10 });
    expect(bomb.byteLength).toBeLessThan(300_000);
    expect(await faultOf(bomb)).toContain('展开后过大');
  });

  test('two cells at the far corners of a sheet do not become a table of a thousand million cells', async () => {
    const far = await writeXlsx({ sheets: [{ name: 'far', rows: [['a']], cells: new Map([['1048575,16383', { value: 'z' }]]) }] });
    expect(await faultOf(far)).toMatch(/。$/);
  });

  test('a sheet of a thousand columns is refused by name', async () => {
    const wide = await writeXlsx({ sheets: [{ name: '宽表', rows: [Array.from({ length: 1000 }, (_, i) => i)] }] });
    expect(await faultOf(wide)).toContain('“宽表”有 1000 列');
  });
});
