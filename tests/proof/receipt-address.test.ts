import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { toBase64url } from '../../proof/bytes.ts';
import { readReceipt } from '../../proof/log/receipt-check.ts';
import { makeTicket } from '../../proof/mark.ts';
import type { Receipt } from '../../proof/receipt.ts';
import { receiptFragment, receiptInFragment } from '../../proof/receipt-address.ts';

const receiptOf = (more: Partial<Receipt> = {}): Receipt => ({
  ...{ v: 1, window: '2026-annual', unit: 'housing-and-urban-rural-development' },
  ...{ ticket: makeTicket(new Uint8Array(randomBytes(16))), revision: 1, leafHash: randomBytes(32).toString('hex') },
  ...more,
});
const signature = toBase64url(new Uint8Array(randomBytes(64)));

test('a receipt comes back from its address as it was', () => {
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(names, names, fc.integer({ min: 1, max: 1_000_000 }), (window, unit, revision) => {
      const receipt = receiptOf({ window, unit, revision });
      expect(JSON.parse(receiptInFragment(`#${receiptFragment(receipt, signature)}`) ?? '')).toEqual({ receipt, signature });
    }),
  );
  const receipt = receiptOf();
  expect(readReceipt(receiptInFragment(receiptFragment(receipt, signature)) ?? '')).toEqual({ receipt, signature });
});

test('anything else in the address is no receipt', () => {
  const whole = receiptFragment(receiptOf(), signature);
  for (const other of [
    '',
    '#',
    '#other',
    '#r1',
    'r1/////////',
    `r2${whole.slice(2)}`,
    `${whole}/x`,
    whole.split('/').slice(0, -1).join('/'),
    'r1/%/u/t/1/AA/s',
    'r1/w/u/t/-1/AA/s',
    'r1/w/u/t/1/===/s',
  ])
    expect(receiptInFragment(other)).toBeNull();
});

test('the longest of the usual addresses stays an image that a telephone reads from paper', () => {
  const address = `https://gongping.some-city.gov.cn/en/receipt#${receiptFragment(receiptOf({ revision: 12 }), signature)}`;
  expect(encode(address, { ecc: 'M', border: 0 }).size).toBeLessThanOrEqual(65);
});
