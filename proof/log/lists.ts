import { sha256 } from '@noble/hashes/sha2.js';
import { compareText, toHex, utf8 } from '../bytes.ts';

/**
 * Two lists lie beside the tiles of a window's log. `tickets/<nnn>` has a line `ticket revision` for each ballot in the
 * box, sorted by ticket, with the last revision: who holds an earlier one reads that it was superseded. `spoiled/<nnn>`
 * has a line `leaf reason` for each ballot that does not count, sorted by leaf hash. Nothing links the two.
 */
export type LogList = 'tickets' | 'spoiled';

/** Lines of each part but the last. */
const LINES_PER_PART = 4096;

/** How long a list is, and the SHA-256 of its parts one after the other. */
export interface ListDigest {
  readonly lines: number;
  readonly sha256: string;
}

/** What `windows/<id>.json` says of the files of its log; the tiles follow from the number of leaves, the manifest among them. */
export interface PublishedLog {
  readonly leaves: number;
  readonly tickets: ListDigest;
  readonly spoiled: ListDigest;
}

const partPath = (list: LogList, part: number): string => `${list}/${String(part).padStart(3, '0')}`;

export const partPaths = (list: LogList, lines: number): string[] =>
  Array.from({ length: Math.ceil(lines / LINES_PER_PART) }, (_, part) => partPath(list, part));

/** Takes the lines of a list in their order. */
export function listMaker(list: LogList) {
  const digest = sha256.create();
  let open: string[] = [];
  let lines = 0;
  const close = () => {
    const bytes = utf8(open.map((line) => `${line}\n`).join(''));
    digest.update(bytes);
    open = [];
    return { path: partPath(list, Math.ceil(lines / LINES_PER_PART) - 1), bytes };
  };
  return {
    /** @returns the part that this line filled. */
    add: (line: string) => {
      open.push(line);
      lines += 1;
      return open.length === LINES_PER_PART ? [close()] : [];
    },
    rest: () => (open.length === 0 ? [] : [close()]),
    /** Of all lines; asked once, at the end. */
    digest: (): ListDigest => ({ lines, sha256: toHex(digest.digest()) }),
  };
}

/** A line of a list: a ticket and its last revision, or a leaf hash and why its ballot does not count. */
export interface ListLine {
  readonly key: string;
  readonly value: string;
}

/** @throws SyntaxError when the text is not a part of a list, or not in its order. */
export function readPart(text: string): ListLine[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new SyntaxError('the last line has no end');
  return lines.map((line, at) => {
    const [key = '', value = '', ...more] = line.split(' ');
    if (key === '' || value === '' || more.length > 0) throw new SyntaxError(`line ${at + 1} is not two words`);
    if (at > 0 && compareText((lines[at - 1] ?? '').split(' ')[0] ?? '', key) > 0) throw new SyntaxError(`line ${at + 1} is out of order`);
    return { key, value };
  });
}
