import { sha256Hex } from '../../hash.ts';
import type { ReleaseManifest } from '../files.ts';
import { isTextsPath } from '../texts.ts';
import { type Finding, fails, failuresOr, holds, open } from './finding.ts';
import { isLogPath } from './log.ts';
import type { ReleaseReader } from './opened.ts';

type Listed = ReleaseManifest['files'][number];

/** Files that the manifest cannot list: itself and its signature. Words that can be taken back and the logs of windows are not listed either; they have checks of their own. */
const BESIDE: ReadonlySet<string> = new Set(['manifest.json', 'manifest.sig.json']);

/** Reads every listed file. `told` hears of each one. */
export async function readFiles(reader: ReleaseReader, listed: readonly Listed[], told: (done: number) => void): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let done = 0;
  const queue = [...new Set(listed.map(({ path }) => path))];
  const next = async (): Promise<void> => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const bytes = await reader.read(path);
      if (bytes) files.set(path, bytes);
      told(++done);
    }
  };
  await Promise.all(Array.from({ length: 6 }, next));
  return files;
}

/** Every listed file is there with its size and digest. */
export function checkFiles(listed: readonly Listed[], files: ReadonlyMap<string, Uint8Array>): Finding[] {
  const failures = listed.flatMap(({ path, bytes, sha256 }) => {
    const content = files.get(path);
    if (!content)
      return [
        fails('file.missing', path, `缺少文件 ${path}：清单列出了它，却找不到。`, `The file ${path} is missing: the manifest lists it, but it is not there.`),
      ];
    if (content.length !== bytes) {
      return [
        fails(
          'file.size',
          path,
          `文件 ${path} 有 ${content.length} 字节，清单写的是 ${bytes}：文件被改动过。`,
          `The file ${path} has ${content.length} bytes and not ${bytes} as the manifest says: it was changed.`,
        ),
      ];
    }
    if (sha256Hex(content) !== sha256)
      return [
        fails('file.digest', path, `文件 ${path} 的内容与清单不符：文件被改动过。`, `The content of ${path} is not what the manifest says: it was changed.`),
      ];
    return [];
  });
  return failuresOr(
    failures,
    holds(
      'file.digest',
      null,
      `清单列出的 ${listed.length} 个文件都在，大小和 SHA-256 都相符。`,
      `All ${listed.length} listed files are there, with their sizes and SHA-256 digests.`,
    ),
  );
}

/** Nothing lies beside the listed files. */
export async function checkUnlisted(reader: ReleaseReader, listed: readonly Listed[]): Promise<Finding[]> {
  if (!reader.list) {
    return [
      open(
        'file.unlisted',
        null,
        '通过网址无法列出全部文件，因此不知道是否还有清单之外的文件。',
        'An address cannot be listed, so it is not known whether there are files beside the listed ones.',
      ),
    ];
  }
  const known = new Set(listed.map(({ path }) => path));
  const unlisted = (await reader.list()).filter((path) => !known.has(path) && !BESIDE.has(path) && !isTextsPath(path) && !isLogPath(path));
  return failuresOr(
    unlisted.map((path) =>
      fails('file.unlisted', path, `${path} 不在发布清单里：它不属于这次发布。`, `${path} is not in the manifest: it does not belong to this release.`),
    ),
    holds('file.unlisted', null, '文件夹里没有清单之外的文件。', 'There is no file beside the listed ones.'),
  );
}
