import { parseArgs } from 'node:util';
import { type Command, type Language, languageOf, usageFault } from './command.ts';
import { type CodesWish, codesOnFile } from './window-codes.ts';
import { type KeyWish, makeWindowKey } from './window-key.ts';
import { checkShare } from './window-share.ts';

const USAGE =
  'window key <window> --out <folder> [--holders 3] [--threshold 2] [--bodies "A,B,C"] [--text] | window codes <window> --group <group> (--count <n> | --list <file>) --out <file.html|file.csv> | window check-share [<file>] [--window <window>] [--fingerprint <text>]   [--lang zh|en] [--json]';

/** The key ceremony on the command line, for holders who meet at a machine without a network; and codes from the server's own machine. */
export const window: Command = {
  usage: USAGE,
  summary: {
    zh: '在服务器之外生成评议期的密钥并分成份额（每家一页可打印）；核对一份份额，不显示其内容；发放并打印评议码。',
    en: "Makes a rating window's key away from the server and splits it, one sheet per holder; checks a share without showing it; issues and prints codes.",
  },
  run: async (args, terminal) => {
    const language = languageOf(args);
    const { values, positionals } = parsed(args, language);
    const [action, subject, ...more] = positionals;
    if (more.length > 0) throw usageFault(USAGE, language);
    if (action === 'key' && subject) return makeWindowKey(keyWish(values, subject, language), terminal);
    if (action === 'codes' && subject) return codesOnFile(codesWish(values, subject, language), terminal);
    if (action !== 'check-share') throw usageFault(USAGE, language);
    const { window: of = null, fingerprint = null, json } = values;
    return checkShare({ file: subject ?? null, window: of, fingerprint, json, language }, terminal);
  },
};

function parsed(args: readonly string[], language: Language) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        holders: { type: 'string' },
        threshold: { type: 'string' },
        bodies: { type: 'string' },
        group: { type: 'string' },
        count: { type: 'string' },
        list: { type: 'string' },
        text: { type: 'boolean', default: false },
        window: { type: 'string' },
        fingerprint: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch {
    throw usageFault(USAGE, language);
  }
}

function keyWish(values: ReturnType<typeof parsed>['values'], window: string, language: Language): KeyWish {
  const { out, text, json } = values;
  if (!out) throw usageFault(USAGE, language);
  const bodies = (values.bodies ?? '').split(/[,，、]/u).flatMap((body) => body.trim() || []);
  const holders = Number(values.holders ?? (bodies.length || 3));
  if (bodies.length > 0 && bodies.length !== holders) throw usageFault(USAGE, language);
  return { window, out, text, json, bodies, language, holders, threshold: Number(values.threshold ?? 2) };
}

function codesWish(values: ReturnType<typeof parsed>['values'], window: string, language: Language): CodesWish {
  const { group, count, list = null, out, json } = values;
  if (!group || !out || (count === undefined) === (list === null) || !/\.(html|csv)$/.test(out)) throw usageFault(USAGE, language);
  return { window, group, count: count === undefined ? null : Number(count), list, out, json, language };
}
