import { parseArgs } from 'node:util';
import { FOLDER_ACCESS } from '../releases/proving.ts';
import { runVerify, VERIFY_USAGE } from '../releases/verifier/run.ts';
import { type Command, languageOf, usageFault } from './command.ts';
import { type BallotsWish, verifyBallots } from './verify-ballots.ts';

export const verify: Command = {
  usage: `${VERIFY_USAGE} [--ballots <file> --auditor-key <file>]`,
  summary: {
    zh: '核对一次发布：文件、签名、发布链、下限；重算每一个得分、名次、误差范围和高低判断。',
    en: 'Checks a release: files, signature, chain, suppression; computes every score, rank, interval and band again.',
  },
  run: (args, { out, error }) => {
    if (args.includes('--ballots')) return verifyBallots(ballotsWish(args), { out, error });
    return runVerify(args, {
      out,
      error,
      status: process.stderr.isTTY ? (line) => error(`\r\u001b[2K${line}`) : null,
      fetch,
      folder: async () => FOLDER_ACCESS,
    });
  },
};

function ballotsWish(args: readonly string[]): BallotsWish {
  const language = languageOf(args);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ballots: { type: 'string' }, 'auditor-key': { type: 'string' }, lang: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const { ballots = '', 'auditor-key': key = '', json } = values;
    const [place = '', ...more] = positionals;
    if (place && ballots && key && more.length === 0) return { place, ballots, key, json, language };
  } catch {}
  throw usageFault(verify.usage, language);
}
