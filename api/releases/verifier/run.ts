import { type Verification, verifyRelease } from '../../../proof/release/verify.ts';
import { type FolderAccess, NoRelease, readAddress, readFolder } from './readers.ts';
import { exitCodeOf, reportText } from './report.ts';

export const VERIFY_USAGE = 'verify <folder|address> [--json] [--lang zh|en] [--key <key id>]';

/** What a verification at a terminal needs of the machine. */
export interface Machine {
  readonly out: (text: string) => void;
  /** Progress: one line that is written over; null where nobody watches. */
  readonly status: ((line: string) => void) | null;
  readonly error: (text: string) => void;
  readonly fetch: typeof fetch;
  readonly folder: () => Promise<FolderAccess>;
}

interface Arguments {
  readonly place: string;
  readonly json: boolean;
  readonly language: 'zh' | 'en';
  readonly key: string | undefined;
}

/** `gongping verify` and `node verify.mjs`: the same words, the same exit codes. */
export async function runVerify(args: readonly string[], machine: Machine): Promise<0 | 1 | 2> {
  const read = readArguments(args);
  if (read === null) {
    machine.error(`Usage: ${VERIFY_USAGE}\n`);
    return 2;
  }
  const { place, json, language, key } = read;
  try {
    const found = await verify(place, language, key, machine);
    machine.status?.('');
    if (found.verdict === 'nothing')
      throw new NoRelease(language === 'zh' ? `${place} 没有发布：找不到 manifest.json。` : `There is no release at ${place}: manifest.json was not found.`);
    machine.out(json ? `${JSON.stringify(found, null, 1)}\n` : reportText(found, language));
    return exitCodeOf(found);
  } catch (error) {
    machine.status?.('');
    const { message, cause } = error as Error;
    const why = cause instanceof Error && cause.message ? ` (${cause.message})` : '';
    machine.error(error instanceof NoRelease ? `${message}\n` : `${place}: ${message}${why}\n`);
    return 2;
  }
}

async function verify(place: string, language: 'zh' | 'en', key: string | undefined, machine: Machine): Promise<Verification> {
  const reader = /^https?:\/\//.test(place) ? await readAddress(place, machine.fetch) : await readFolder(place, await machine.folder());
  return verifyRelease(reader, {
    ...(key !== undefined && { key }),
    progress: (step, share) => machine.status?.(`${step[language]}${share ? ` ${share.done}/${share.of}` : ''} …`),
  });
}

function readArguments(args: readonly string[]): Arguments | null {
  const valued = new Set(['--lang', '--key']);
  const places = args.filter((arg, at) => !arg.startsWith('--') && !valued.has(args[at - 1] ?? ''));
  const flags = args.filter((arg) => arg.startsWith('--'));
  const valueAfter = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const language = valueAfter('--lang') ?? 'en';
  const [place] = places;
  if (
    place === undefined ||
    places.length > 1 ||
    flags.some((flag) => !['--json', '--lang', '--key'].includes(flag)) ||
    (language !== 'zh' && language !== 'en')
  )
    return null;
  return { place, json: args.includes('--json'), language, key: valueAfter('--key') };
}
