import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigFault, readConfig } from '../config.ts';
import { openReleaseKeys, type ReleaseSigner, rotateReleaseKey } from '../releases/keys.ts';
import { type Command, CommandFault } from './command.ts';

const USAGE = 'release key [rotate] [--data-dir <folder>] [--json]';
const PROJECT = path.resolve(import.meta.dirname, '../..');

export const release: Command = {
  usage: USAGE,
  summary: {
    zh: '列出给发布签名的密钥；rotate 换一把新的，由旧密钥签名引入。',
    en: 'Shows the keys that sign releases; rotate makes a new one, introduced by the signature of the old one.',
  },
  run: async (args, { out }) => {
    const { dataDir, rotate, json } = readArguments(args);
    if (!existsSync(path.join(dataDir, 'secrets')))
      throw new CommandFault(`There is no installation in ${dataDir}. Start it once, or give its folder with --data-dir.`, 2);
    const signer = rotate ? rotateReleaseKey(dataDir, new Date()) : openReleaseKeys(dataDir, new Date());
    out(json ? `${JSON.stringify({ keys: signer.keys }, null, 1)}\n` : told(signer, rotate));
    return 0;
  },
};

const told = ({ active, keys }: ReleaseSigner, rotated: boolean): string =>
  `${keys.map(({ id, state, validFrom, validUntil }) => `${id}  ${state.padEnd(7)}  ${validFrom} – ${validUntil ?? ''}`.trimEnd()).join('\n')}
${rotated ? `\nThe next release is signed with ${active.id}. The private half of the old key is gone.\nPublish the new id where the old one stands: in the newspaper, on the notice board.\n` : ''}`;

function readArguments(args: readonly string[]): { readonly dataDir: string; readonly rotate: boolean; readonly json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'data-dir': { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [noun, action, ...more] = positionals;
    if (noun !== 'key' || (action !== undefined && action !== 'rotate') || more.length > 0) throw new CommandFault(`Usage: gongping ${USAGE}`, 2);
    return { dataDir: path.resolve(values['data-dir'] ?? readConfig(process.env, PROJECT).dataDir), rotate: action === 'rotate', json: values.json };
  } catch (error) {
    if (error instanceof ConfigFault) throw new CommandFault(error.message, 1);
    throw error instanceof CommandFault ? error : new CommandFault(`${(error as Error).message}\nUsage: gongping ${USAGE}`, 2);
  }
}
