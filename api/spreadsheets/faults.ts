import type { Fault, Sentence } from '../errors.ts';

/** Faults that are told at once; the number of the others follows. */
const MOST_FAULTS = 200;

/** What is wrong in one cell, told by line and heading: `第 12 行“目标值”：…`. */
export const cellFault = (line: number, heading: string, { zh, en }: Sentence): Fault => ({
  path: `line ${line}, column ${heading}`,
  message: { zh: `第 ${line} 行“${heading}”：${zh}`, en: `Line ${line}, "${heading}": ${en}` },
});

export const shortened = (faults: readonly Fault[]): Fault[] => {
  const more = faults.length - MOST_FAULTS;
  if (more <= 0) return [...faults];
  return [...faults.slice(0, MOST_FAULTS), { path: 'file', message: { zh: `另有 ${more} 处问题。`, en: `${more} more faults.` } }];
};
