import { checkReceipt, readReceipt } from '../../proof/log/receipt-check.ts';
import { NO_RECEIPT, type ReceiptAnswer, receiptAnswer } from '../../proof/log/receipt-words.ts';
import { FOLDER_ACCESS } from '../releases/proving.ts';
import { NoRelease, readAddress, readFolder } from '../releases/verifier/readers.ts';
import { type Command, CommandFault, type Language, languageOf, usageFault } from './command.ts';
import { readText } from './files.ts';

const USAGE = 'receipt check <file> <folder|address> [--lang zh|en] [--json]';

/** Looks up a rater's receipt in the published log. Only files that are the same for everybody are asked for. */
export const receipt: Command = {
  usage: USAGE,
  summary: {
    zh: '用公布的票录核对一张回执：已计入、已被后来的票取代、废票或没有找到。不显示怎么选。',
    en: 'Checks a receipt against the published log: counted, superseded, spoiled or missing. Shows no answers.',
  },
  run: async (args, { out }) => {
    const language = languageOf(args);
    const [action, file, place, ...more] = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--lang');
    if (action !== 'check' || file === undefined || place === undefined || more.length > 0) throw usageFault(USAGE, language);
    const kept = readReceipt(readText(file, language));
    const state = kept && (await checkReceipt(kept, (await readerOf(place)).read).catch((error: Error) => cannotRead(error, language)));
    const answer = state ? receiptAnswer(state) : NO_RECEIPT;
    out(args.includes('--json') ? `${JSON.stringify(state ?? { state: 'no-receipt' })}\n` : told(answer, language));
    return answer.kind === 'bad' ? 1 : 0;
  },
};

const readerOf = (place: string) => (/^https?:\/\//.test(place) ? readAddress(place, fetch) : readFolder(place, FOLDER_ACCESS));

const told = ({ title, body }: ReceiptAnswer, language: Language): string => `${title[language]}\n${body[language]}\n`;

function cannotRead(error: Error, language: Language): never {
  if (error instanceof NoRelease) throw new CommandFault(error.message, 2);
  throw new CommandFault(language === 'zh' ? `无法读取票录（${error.message}）。` : `The log cannot be read (${error.message}).`, 2);
}
