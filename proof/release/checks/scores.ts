import { checkInput, checkScheme, ENGINE, type Result, score } from '../../../scoring/index.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicScores } from '../files.ts';
import { differences } from './differences.ts';
import { type Finding, fails, failuresOr, guarded, holds, open } from './finding.ts';
import { type Opened, textOf } from './opened.ts';
import { schemeDigest } from './schemes.ts';

/** Computes every score of a cycle again from its published input, with the scheme it names. */
export function checkScores(opened: Opened, contents: ReleaseContents, scores: PublicScores): Finding[] {
  const { cycle, input } = scores;
  const where = `scores/${cycle}/result.json`;
  return guarded('scores.computed', where, () => {
    const checked = checkScheme(contents.schemes.get(input.scheme));
    if (!checked.ok)
      return [
        fails(
          'scores.computed',
          where,
          `没有可用的考核办法 ${input.scheme}，无法重算 ${cycle} 的得分。`,
          `There is no usable scheme ${input.scheme}: the scores of ${cycle} cannot be computed.`,
        ),
      ];
    const fit = checkInput(checked.scheme, input);
    if (!fit.ok) {
      const [fault] = fit.faults;
      return [
        fails(
          'scores.input',
          `scores/${cycle}/input.json ${fault?.path.join('.') ?? ''}`,
          `计分输入有误：${fault?.message.zh ?? ''}`,
          `The input of the scores is faulty: ${fault?.message.en ?? ''}`,
        ),
      ];
    }
    const computed = score(checked.scheme, input, { digest: schemeDigest(checked.scheme) });
    return [...sameUnits(contents, scores), ...compare(opened, scores, computed)];
  });
}

function compare(opened: Opened, { cycle, result }: PublicScores, computed: Result): Finding[] {
  const where = `scores/${cycle}/result.json`;
  if (`${JSON.stringify(computed)}\n` === textOf(opened, where)) {
    const units = computed.units.length;
    return [
      holds(
        'scores.computed',
        where,
        `${cycle}：${units} 个单位的得分、名次、误差范围、名次范围、高低判断和每一步计算都按公开的输入重算过，逐字节相同。`,
        `${cycle}: the scores, ranks, intervals, rank ranges, bands and every step of ${units} units were computed again from the published input and are the same, byte for byte.`,
      ),
    ];
  }
  if (result.engine !== ENGINE) {
    return [
      open(
        'scores.engine',
        where,
        `${cycle} 的得分由计分程序 ${result.engine} 算出，本程序是 ${ENGINE}，重算的结果不同；请用最早公布这些得分的那次发布自带的 verify.mjs。`,
        `The scores of ${cycle} were computed by engine ${result.engine}; this program has ${ENGINE} and gives others. Use the verify.mjs of the release that first published them.`,
      ),
    ];
  }
  const failures = differences(cycle, result, computed);
  const other = fails(
    'scores.bytes',
    where,
    `${cycle} 的结果文件与重算的不是同样的字节。`,
    `The result file of ${cycle} does not have the bytes that computing again gives.`,
  );
  return failures.length > 0 ? failuresOr(failures, other) : [other];
}

/** Every unit that is scored is one of the release, in the same category, and every unit of a ranked category is scored. */
function sameUnits({ units }: ReleaseContents, { cycle, input }: PublicScores): Finding[] {
  const category = new Map(units.map((unit) => [unit.id, unit.category]));
  const scored = new Set(input.units.map(({ id }) => id));
  const where = `scores/${cycle}/input.json`;
  return [
    ...input.units
      .filter((unit) => category.get(unit.id) !== unit.category)
      .map(({ id }) =>
        fails(
          'scores.units',
          `${where} units.${id}`,
          `${id} 在计分输入里的类别与 units.json 不符，或不在其中。`,
          `${id} has another category in the input than in units.json, or is not there.`,
        ),
      ),
    ...units
      .filter(({ id }) => !scored.has(id))
      .map(({ id }) => open('scores.units', `units.json ${id}`, `${id} 没有列入 ${cycle} 的计分。`, `${id} is not part of the scores of ${cycle}.`)),
  ];
}
