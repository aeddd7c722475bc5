import { describe, expect, it } from 'vitest';
import { checkInput, checkScheme } from '../../scoring/index.ts';
import { good, INPUTS } from './language-faults.inputs.ts';
import { SCHEMES, sound } from './language-faults.rows.ts';
import { accept } from './support.ts';

const found = (checked: ReturnType<typeof checkScheme> | ReturnType<typeof checkInput>) =>
  (checked.ok ? [] : checked.faults).map((one) => ({ path: one.path.join('.'), zh: one.message.zh, en: one.message.en }));

describe('faulty schemes of every kind', () => {
  it('the sound one is accepted', () => expect(found(checkScheme(sound()))).toEqual([]));

  it.each(SCHEMES)('%s', (_, spoil, path, zh, en) => {
    const scheme = sound();
    spoil(scheme, null);
    const faults = found(checkScheme(JSON.parse(JSON.stringify(scheme))));
    expect(faults).toContainEqual({ path, zh: expect.stringContaining(zh), en: expect.stringContaining(en) });
    expect(faults.length).toBeLessThanOrEqual(4);
  });
});

describe('faulty inputs of every kind', () => {
  const scheme = accept(sound());
  it('the sound one is accepted', () => expect(found(checkInput(scheme, good()))).toEqual([]));

  it.each(INPUTS)('%s', (_, spoil, path, zh, en) => {
    const input = good();
    spoil(input.units[0], input);
    expect(found(checkInput(scheme, JSON.parse(JSON.stringify(input))))).toContainEqual({
      path,
      zh: expect.stringContaining(zh),
      en: expect.stringContaining(en),
    });
  });
});
