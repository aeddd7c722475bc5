import type { splits as zh } from '../zh/splits.ts';

export const splits: typeof zh = {
  title: 'Who answered, and how',
  by: { channel: 'By channel', stratum: 'By area', class: 'By class' },
  rule: (least) =>
    `A figure stands alone from ${least} valid answers on. One hidden by itself would follow by subtraction, so a neighbour is hidden with it. Splits explain; they are not scored.`,
  n: (count) => `n = ${count}`,
  hidden: 'not shown alone',
  together: (labels, n) => `${labels}: ${n} together`,
  none: (by) => `${by}: not shown. Some had too few answers, and people might be recognised.`,
  and: ' and ',
};
