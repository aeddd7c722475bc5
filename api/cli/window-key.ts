import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromBase64url } from '../../proof/bytes.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import { KEY_SEED_BYTES, makeKeyPair } from '../../proof/keys.ts';
import { sheetPage } from '../../proof/share-sheet.ts';
import { ShareFault, splitKey } from '../../proof/shares.ts';
import { CommandFault, type Language, type Terminal } from './command.ts';

export interface KeyWish {
  readonly window: string;
  readonly out: string;
  readonly holders: number;
  readonly threshold: number;
  /** Names of the bodies, in the order of their shares; numbered where there are none. */
  readonly bodies: readonly string[];
  /** Plain text in place of sheets to print. */
  readonly text: boolean;
  readonly json: boolean;
  readonly language: Language;
}

interface Made {
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly files: readonly string[];
}

/** Makes a window's key on the holders' own machine and splits it: the private key is never written, only its shares are. */
export async function makeWindowKey(wish: KeyWish, terminal: Terminal): Promise<0> {
  const { publicKey, privateKey } = makeKeyPair(new Uint8Array(randomBytes(KEY_SEED_BYTES)));
  const secret = fromBase64url(privateKey);
  const shares = await splitOrTell(secret, wish);
  secret.fill(0);
  const fingerprint = fingerprintOf(publicKey);
  const { out, window } = wish;
  makeFolder(out, wish.language);
  const publicFile = path.join(out, `${window}.public-key.json`);
  write(publicFile, `${JSON.stringify({ format: 'gongping-window-public-key/1', window, publicKey, fingerprint }, null, 2)}\n`, wish.language);
  const files = shares.map((text, i) => writeShare(wish, text, i + 1));
  const made: Made = { publicKey, fingerprint, files: [publicFile, ...files] };
  terminal.out(wish.json ? `${JSON.stringify(made)}\n` : told(made, wish));
  return 0;
}

async function splitOrTell(secret: Uint8Array, { window, holders, threshold, language }: KeyWish): Promise<readonly string[]> {
  try {
    return await splitKey(secret, { window, holders, threshold });
  } catch (error) {
    throw error instanceof ShareFault ? new CommandFault(error.sentence[language], 1) : error;
  }
}

function writeShare({ window, out, bodies, text: plain, language }: KeyWish, text: string, number: number): string {
  const body = bodies[number - 1] ?? (language === 'zh' ? `第 ${number} 保管单位` : `holder ${number}`);
  const file = path.join(out, `${window}.share-${number}.${plain ? 'txt' : 'html'}`);
  write(file, plain ? `${body}\n${text}\n` : sheetPage({ text, body }, language), language);
  return file;
}

const told = ({ publicKey, fingerprint, files }: Made, { threshold, holders, language }: KeyWish): string =>
  language === 'zh'
    ? `已写入：\n${files.map((file) => `  ${file}\n`).join('')}
逐份打印，一份只给一家，随后彻底删除这些份额文件。任意 ${threshold} 份可开封；${holders} 份中丢失 ${holders - threshold + 1} 份，票就再也打不开。

公钥（封定规则时填写）：
${publicKey}
指纹：${fingerprint}
`
    : `Written:\n${files.map((file) => `  ${file}\n`).join('')}
Print each share, give it to one body only, then delete these share files for good. Any ${threshold} open; ${holders - threshold + 1} of the ${holders} lost, and the ballots can never be opened.

Public key, for sealing the window:
${publicKey}
Fingerprint: ${fingerprint}
`;

function makeFolder(folder: string, language: Language): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFault(language === 'zh' ? `无法建立文件夹 ${folder}（${code}）。` : `${folder} cannot be made (${code}).`, 2);
  }
}

/** Readable by its owner only; a file that is already there is never written over. */
function write(file: string, text: string, language: Language): void {
  if (existsSync(file))
    throw new CommandFault(
      language === 'zh' ? `${file} 已存在，不会覆盖；请换一个文件夹。` : `${file} already exists; a key is never written over. Give another folder.`,
      2,
    );
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFault(language === 'zh' ? `无法写入 ${file}（${code}）。` : `${file} cannot be written (${code}).`, 2);
  }
}
