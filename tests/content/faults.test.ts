import { describe, expect, test } from 'vitest';
import { OF_MEANING } from './faults-of-meaning.ts';
import { OF_SHAPE } from './faults-of-shape.ts';
import { editedCity } from './folder.ts';

describe('a fault is told with file, line and a sentence in both languages', () => {
  test.each([...OF_SHAPE, ...OF_MEANING])('$what', ({ city = 'demo', below = 0, path, zh, en, ...edit }) => {
    const { result, line, file } = editedCity(city, edit);
    const fault = result.faults?.find((one) => one.file === file && zh.test(one.message.zh));
    expect(fault, JSON.stringify(result.faults, null, 1)).toBeDefined();
    if (typeof path === 'string') expect(fault?.path).toBe(path);
    else expect(fault?.path).toMatch(path);
    expect(fault?.message.en).toMatch(en);
    if (below > -99) expect(fault?.line).toBe(line + below);
    expect(fault?.message.zh).toMatch(/。$/);
    expect(fault?.message.en).toMatch(/[.]$/);
  });

  test('all files report at once', () => {
    const { result } = editedCity('demo', { file: 'city.yaml', find: 'timezone: Asia/Shanghai', replace: 'timezone: 8\nx: 1' });
    expect(result.faults?.map((fault) => fault.path)).toEqual(expect.arrayContaining(['timezone', 'x']));
  });
});
