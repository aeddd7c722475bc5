import { type Command, languageOf, usageFault } from './command.ts';
import { readScheme } from './files.ts';

const USAGE = 'scheme check <file|id> [--lang zh|en]';

export const scheme: Command = {
  usage: USAGE,
  summary: { zh: '检查考核办法；每处错误给出文件、行号和一句话。', en: 'Checks a scheme; each fault with file, line and a sentence.' },
  run: async (args, { out }) => {
    const language = languageOf(args);
    const [action, name, ...more] = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--lang');
    if (action !== 'check' || name === undefined || more.length > 0) throw usageFault(USAGE, language);
    const { reference } = readScheme(name, language);
    out(language === 'zh' ? `${reference} 没有错误。\n` : `${reference} holds.\n`);
    return 0;
  },
};
