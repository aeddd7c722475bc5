import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KEY_SEED_BYTES, makeKeyPair } from '../../proof/keys.ts';
import { type Command, CommandFault } from './command.ts';

const USAGE = 'window key --out <file> [--json]';

/** Makes a window's key pair on the holders' own machine: the private key goes into a file, the public one is printed for sealing. */
export const windowKey: Command = {
  usage: USAGE,
  summary: {
    zh: '在服务器之外生成评议期的密钥对；服务器只得到公钥。',
    en: "Makes a rating window's key pair, away from the server. The server gets the public key only.",
  },
  run: async (args, terminal) => {
    const { out, json } = readArguments(args);
    const pair = makeKeyPair(new Uint8Array(randomBytes(KEY_SEED_BYTES)));
    writeKey(out, `${JSON.stringify({ format: 'gongping-window-key/1', ...pair }, null, 2)}\n`);
    terminal.out(json ? `${JSON.stringify({ file: out, publicKey: pair.publicKey })}\n` : told(out, pair.publicKey));
    return 0;
  },
};

const told = (file: string, publicKey: string): string => `Private key written to ${file}. Keep it offline; without it the window can never be opened.

Public key, for sealing the window:
${publicKey}
`;

function readArguments(args: readonly string[]): { readonly out: string; readonly json: boolean } {
  const { out, json, positionals } = parsed(args);
  if (positionals.join(' ') !== 'key' || out === undefined || out === '') throw new CommandFault(`Usage: gongping ${USAGE}`, 2);
  return { out, json };
}

function parsed(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    return { ...values, positionals };
  } catch (error) {
    throw new CommandFault(`${(error as Error).message}\nUsage: gongping ${USAGE}`, 2);
  }
}

/** Readable by its owner only; a file that is already there is never written over. */
function writeKey(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFault(
      code === 'EEXIST' ? `${file} already exists; a key is never written over. Give another file.` : `${file} cannot be written (${code}).`,
      2,
    );
  }
}
