import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import { KEY_SEED_BYTES, makeKeyPair } from '../../proof/keys.ts';
import { type Command, CommandFault, languageOf, usageFault } from './command.ts';

const USAGE = 'auditor key <file> [--lang zh|en] [--json]';

/** An auditor's own key, to which the ballots of a window can be encrypted. */
export const auditor: Command = {
  usage: USAGE,
  summary: {
    zh: '生成审计员的密钥文件；把公钥交给主办单位，私钥自己保管。',
    en: "Makes an auditor's key file; the public key goes to the office, the file stays with the auditor.",
  },
  run: async (args, { out }) => {
    const language = languageOf(args);
    const [action, file, ...more] = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--lang');
    if (action !== 'key' || file === undefined || more.length > 0) throw usageFault(USAGE, language);
    const pair = makeKeyPair(new Uint8Array(randomBytes(KEY_SEED_BYTES)));
    const fingerprint = fingerprintOf(pair.publicKey);
    try {
      writeFileSync(file, `${JSON.stringify({ format: 'gongping-auditor-key/1', ...pair, fingerprint }, null, 1)}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new CommandFault(
        language === 'zh'
          ? `无法写入 ${file}（${code}）；已有的密钥不会被覆盖。`
          : `${file} cannot be written (${code}); a key that is there is never written over.`,
        2,
      );
    }
    const { publicKey } = pair;
    if (args.includes('--json')) out(`${JSON.stringify({ publicKey, fingerprint })}\n`);
    else
      out(
        language === 'zh'
          ? `已写入 ${file}，请妥善保管，不要外传。\n公钥（交给主办单位）：${publicKey}\n指纹（当面核对）：${fingerprint}\n`
          : `Written: ${file}. Keep it to yourself.\nPublic key, for the office: ${publicKey}\nFingerprint, to compare in person: ${fingerprint}\n`,
      );
    return 0;
  },
};
