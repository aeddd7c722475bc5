import { checkInput, explain, type Result, score as scoreScheme, type UnitResult } from '../../scoring/index.ts';
import { type Command, CommandFault } from './command.ts';
import { readData, readScheme } from './files.ts';

const USAGE = 'score <scheme file|id> <input.json|yaml> [--json] [--explain] [--lang zh|en]';

export const score: Command = {
  usage: USAGE,
  summary: 'Computes the scores of an input file; --explain prints every step, --json the whole result.',
  run: async (args, { out }) => {
    const [schemeName, inputFile] = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--lang');
    if (schemeName === undefined || inputFile === undefined) throw new CommandFault(`Usage: gongping ${USAGE}`, 2);
    const language = args[args.indexOf('--lang') + 1] === 'zh' ? 'zh' : 'en';
    const { scheme, digest } = readScheme(schemeName);
    const checked = checkInput(scheme, readData(inputFile));
    if (!checked.ok) throw new CommandFault(checked.faults.map(({ path, message }) => `${inputFile} ${path.join('.')} — ${message[language]}`).join('\n'), 1);
    const result = scoreScheme(scheme, checked.input, { digest });
    if (args.includes('--json')) out(`${JSON.stringify(result, null, 1)}\n`);
    else if (args.includes('--explain')) out(result.units.map((unit) => `${explain(unit, language)}\n`).join('\n'));
    else out(table(result));
    return 0;
  },
};

/** One line a unit: rank, total, interval, band. */
function table(result: Result): string {
  const line = (unit: UnitResult): string => {
    const interval = unit.interval && unit.interval.kind !== 'none' ? ` [${unit.interval.low}, ${unit.interval.high}]` : '';
    return `  ${String(unit.rank ?? '–').padStart(4)}  ${unit.id.padEnd(28)} ${(unit.total?.rounded ?? 'no result').padStart(9)}${interval}  ${unit.band ?? ''} ${unit.grade ?? ''}`.trimEnd();
  };
  return result.categories
    .map((category) => {
      const units = result.units.filter((unit) => unit.category === category.id).sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY));
      return units.length === 0 ? '' : `${category.id}: mean ${category.mean?.rounded ?? '–'}, ${category.withTotal} of ${category.units} with a total\n${units.map(line).join('\n')}\n`;
    })
    .join('');
}
