import { FOLDER_ACCESS } from '../releases/proving.ts';
import { runVerify, VERIFY_USAGE } from '../releases/verifier/run.ts';
import type { Command } from './command.ts';

export const verify: Command = {
  usage: VERIFY_USAGE,
  summary: {
    zh: '核对一次发布：文件、签名、发布链、下限；重算每一个得分、名次、误差范围和高低判断。',
    en: 'Checks a release: files, signature, chain, suppression; computes every score, rank, interval and band again.',
  },
  run: (args, { out, error }) =>
    runVerify(args, {
      out,
      error,
      status: process.stderr.isTTY ? (line) => error(`\r\u001b[2K${line}`) : null,
      fetch,
      folder: async () => FOLDER_ACCESS,
    }),
};
