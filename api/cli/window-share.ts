import { readShare, type Share, ShareFault } from '../../proof/shares.ts';
import { CommandFault, type Language, type Terminal } from './command.ts';
import { readText } from './files.ts';

export interface ShareWish {
  /** A file; standard input where there is none. */
  readonly file: string | null;
  /** The window and the fingerprint that the share should belong to, where they are known. */
  readonly window: string | null;
  readonly fingerprint: string | null;
  readonly json: boolean;
  readonly language: Language;
}

/** Checks one share on its holder's own machine. Tells what it is, never what it holds. */
export async function checkShare(wish: ShareWish, terminal: Terminal): Promise<0 | 1> {
  const share = readOrTell(shareIn(wish.file === null ? await standardInput() : readText(wish.file, wish.language)), wish.language);
  share.bytes.fill(0);
  const { bytes: _, ...facts } = share;
  const fits = (wish.window ?? share.window) === share.window && (wish.fingerprint ?? share.fingerprint) === share.fingerprint;
  terminal.out(wish.json ? `${JSON.stringify({ ...facts, fits })}\n` : told(share, fits, wish.language));
  return fits ? 0 : 1;
}

/** The share in a text file, which may name its body on another line. */
const shareIn = (text: string): string => /gp\s*\/[\s\S]*/iu.exec(text.normalize('NFKC'))?.[0] ?? text;

function readOrTell(text: string, language: Language): Share {
  try {
    return readShare(text);
  } catch (error) {
    throw error instanceof ShareFault ? new CommandFault(error.sentence[language], 1) : error;
  }
}

async function standardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const told = ({ window, number, holders, threshold, fingerprint }: Share, fits: boolean, language: Language): string =>
  language === 'zh'
    ? `这是评议期“${window}”的第 ${number} 份（共 ${holders} 份，任意 ${threshold} 份可开封），没有输错。\n公钥指纹：${fingerprint}\n${fits ? '' : '但与给出的评议期或指纹不符。\n'}`
    : `Share ${number} of ${holders} of the window "${window}" (any ${threshold} open), without a typing error.\nFingerprint of the public key: ${fingerprint}\n${fits ? '' : 'But it is not of the window or fingerprint that was given.\n'}`;
