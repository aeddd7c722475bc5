import type { GroupTally } from '../../../scoring/index.ts';
import { formOf } from '../../manifest.ts';
import type { ReleaseContents } from '../contents.ts';
import type { WindowRecord } from '../files.ts';

type Fault = readonly [id: string, zh: string, en: string];

/**
 * What hotlines counted is what was signed at closing: in sum over all files of a group, and about each unit in the
 * tallies that scores were made of. A question below the group's minimum is left out of these, and only then may fewer
 * answers be published than were signed.
 */
export function countedFaults({ scores }: Pick<ReleaseContents, 'scores'>, { manifest, closing, log, imports = [] }: WindowRecord): Fault[] {
  const signed = closing?.statement.counted ?? [];
  const units = log ? (scores.find(({ cycle }) => cycle === manifest.cycle)?.input.units ?? []) : [];
  const published = new Map(units.flatMap(({ id, ratings = {} }) => Object.entries(ratings).map(([group, tally]) => [`${id}/${group}`, tally] as const)));
  return [
    ...[...new Set([...signed, ...imports.filter(({ kind }) => kind === 'hotline')].map(({ group }) => group))].flatMap((group): Fault[] => {
      const told = sum(imports.filter((one) => one.group === group).map(({ answers = 0 }) => answers));
      const inSum = sum(signed.filter((one) => one.group === group).map(({ answers }) => answers));
      return told === inSum
        ? []
        : [
            [
              'window.counted',
              `${group}：热线文件共 ${told} 个答案，截止声明签的是 ${inSum} 个。`,
              `${group}: the hotline's files hold ${told} answers, the closing statement says ${inSum}.`,
            ],
          ];
    }),
    ...signed.flatMap(({ unit, group, answers }): Fault[] => {
      const tally = published.get(`${unit}/${group}`);
      if (tally === undefined) return [];
      const found = sum(Object.values(tally.counts).map(answersIn));
      const whole = (formOf(manifest, group)?.questions ?? []).every(({ id }) => Object.hasOwn(tally.counts, id));
      return found === answers || (found < answers && !whole)
        ? []
        : [
            [
              'window.counted',
              `${unit} 的 ${group}：公布 ${found} 个答案，截止声明签的是 ${answers} 个。`,
              `${unit}, ${group}: ${found} answers are published, the closing statement says ${answers}.`,
            ],
          ];
    }),
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);
const answersIn = (levels: GroupTally['counts'][string]): number => sum(Object.values(levels));
