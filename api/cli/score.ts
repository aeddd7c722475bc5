import { parseArgs } from 'node:util';
import { score as scoreScheme } from '../../scoring/index.ts';
import { type Command, type Language, languageOf, usageFault } from './command.ts';
import { readScheme } from './files.ts';
import { readInputs } from './input.ts';
import { explained, tabled } from './print.ts';

const USAGE = 'score <scheme file|id> <input.json|yaml|csv> [--explain] [--json] [--cycle <name>] [--lang zh|en]';

export const score: Command = {
  usage: USAGE,
  summary: {
    zh: '计算一份数据文件的得分；--explain 写出每一步，--json 给出全部结果；CSV 每行一个单位，见 docs/scheme-language.zh.md。',
    en: 'Computes the scores of an input file; --explain prints every step, --json the whole result; CSV has one unit a row, see docs/scheme-language.en.md.',
  },
  run: async (args, { out }) => {
    const { schemeName, inputFile, explain, json, cycle, language } = readArguments(args);
    const { scheme, digest } = readScheme(schemeName, language);
    const inputs = readInputs(inputFile, scheme, { cycle, language });
    const results = inputs.map(({ input }) => scoreScheme(scheme, input, { digest }));
    const [only] = results;
    if (json) out(`${JSON.stringify(results.length === 1 ? only : results, null, 1)}\n`);
    for (const [i, result] of json ? [] : results.entries()) {
      const name = inputs[i]?.name;
      out(
        `${name ? `# ${name}\n` : ''}${explain ? explained(result, scheme, language) : tabled(result, scheme, language)}${i < results.length - 1 ? '\n' : ''}`,
      );
    }
    return 0;
  },
};

interface Arguments {
  readonly schemeName: string;
  readonly inputFile: string;
  readonly explain: boolean;
  readonly json: boolean;
  readonly cycle: string | undefined;
  readonly language: Language;
}

function readArguments(args: readonly string[]): Arguments {
  const language = languageOf(args);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        explain: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        cycle: { type: 'string' },
        lang: { type: 'string' },
      },
      allowPositionals: true,
    });
    const [schemeName, inputFile, ...more] = positionals;
    const { explain, json, cycle, lang } = values;
    const known = lang === undefined || lang === 'zh' || lang === 'en';
    if (schemeName !== undefined && inputFile !== undefined && more.length === 0 && known) return { schemeName, inputFile, explain, json, cycle, language };
  } catch {
    // an option nobody knows, or one without its value: the usage line says it all
  }
  throw usageFault(USAGE, language);
}
