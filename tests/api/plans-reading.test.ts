import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDay } from '../../api/plans/days.ts';
import { movePoint, readFigure } from '../../api/plans/figures.ts';
import { exact } from '../../scoring/index.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.stringMatching(/^\d{0,8}$/), fc.boolean())
  .map(([whole, fraction, minus]) => `${minus && (whole > 0n || /[1-9]/.test(fraction)) ? '-' : ''}${whole}${fraction && `.${fraction}`}`);
const wide = (text: string): string => text.replace(/[0-9.,-]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
const grouped = (text: string): string => text.replace(/\d(?=(\d{3})+(\.|$))(?<!\.\d*)/g, '$&,');

describe('a figure', () => {
  test.each([
    ['1500', '', '1500', ''],
    ['１，５００．５０', '个', '1500.50', '个'],
    ['1,234,567', '', '1234567', ''],
    ['3.2亿元', '万元', '32000', '万元'],
    ['1200 万元', '亿元', '0.12', '亿元'],
    ['3.2万', '人', '32000', '人'],
    ['3.2', '万人', '3.2', '万人'],
    ['85%', '', '85', '%'],
    ['－0.50', '', '-0.50', ''],
    ['007', '', '7', ''],
    ['.5', '', '0.5', ''],
    ['5000000元', '万元', '500', '万元'],
    ['123456789012345678901234.5', '', '123456789012345678901234.5', ''],
  ])('%s in %s is %s %s', (typed, measure, value, unit) => {
    expect(readFigure(typed, measure).figure).toMatchObject({ value, unit });
  });

  test.each([
    ['约1500', ''],
    ['1,50', ''],
    ['1e3', ''],
    ['12.3.4', ''],
    ['', ''],
    ['=1+1', ''],
    ['5吨', '万元'],
    ['85%', '万元'],
    ['9'.repeat(50), ''],
  ])('%s in %s is refused', (typed, measure) => {
    expect(readFigure(typed, measure).fault).toBeDefined();
  });

  test('is the same in full-width digits and with thousands separators', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        const plain = readFigure(value, '').figure?.value ?? 'refused';
        expect(exact(plain).compare(exact(value))).toBe(0);
        expect(readFigure(wide(value), '').figure?.value).toBe(plain);
        expect(readFigure(grouped(value), '').figure?.value).toBe(plain);
      }),
    );
  });

  test('is converted exactly: there and back gives the same number', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: -12, max: 12 }), (value, power) => {
        expect(exact(movePoint(movePoint(value, power), -power)).compare(exact(value))).toBe(0);
      }),
    );
  });

  test('nothing that anybody types breaks the reader', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (typed, measure) => {
        const { figure } = readFigure(typed, measure);
        if (figure) expect(figure.value).toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });
});

describe('a deadline', () => {
  test.each([
    ['2026-06-30', '2026-06-30'],
    ['2026/6/30', '2026-06-30'],
    ['2026.6.30', '2026-06-30'],
    ['2026年6月30日前', '2026-06-30'],
    ['2026年6月', '2026-06-30'],
    ['６月３０日', '2026-06-30'],
    ['12月底', '2026-12-31'],
    ['12月末前', '2026-12-31'],
    ['十二月底', '2026-12-31'],
    ['十一月底之前', '2026-11-30'],
    ['年底前', '2026-12-31'],
    ['全年', '2026-12-31'],
    ['2026年底', '2026-12-31'],
    ['第三季度末', '2026-09-30'],
    ['三季度', '2026-09-30'],
    ['Q3', '2026-09-30'],
    ['上半年', '2026-06-30'],
    ['6月中旬', '2026-06-20'],
    ['2月底', '2026-02-28'],
    ['次年3月底', '2027-03-31'],
    ['2027年3月底', '2027-03-31'],
    ['2026-12-31 00:00', '2026-12-31'],
  ])('%s is %s', (typed, day) => {
    expect(readDay(typed, 2026)).toEqual({ day });
  });

  test.each(['6月31日', '13月底', '2026-02-29', '尽快', '', '2026', '31/12/2026', '0月', '第五季度'])('%s is refused', (typed) => {
    expect(readDay(typed, 2026).fault).toBeDefined();
  });

  test('every day of the calendar is read back from each way to write it', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = iso.split('-').map((part) => String(Number(part)));
        for (const typed of [iso, `${year}/${month}/${day}`, `${year}年${month}月${day}日`, `${month}月${day}日`, `${month}月${day}号前`])
          expect(readDay(typed, Number(year))).toEqual({ day: iso });
      }),
    );
  });

  test('nothing that anybody types breaks the reader', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const { day } = readDay(typed, 2026);
        if (day !== undefined) expect(Number.isNaN(Date.parse(day))).toBe(false);
      }),
    );
  });
});
