import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { plainText } from '../progress/plain-text.ts';

/** What is taken as evidence: media type → ending. */
const TAKEN: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

export interface FileKind {
  readonly mediaType: string;
  readonly ending: string;
}

/** The kind of a file by its content; null when it is none that is taken. The name says nothing. */
export async function kindOf(content: Uint8Array): Promise<FileKind | null> {
  // A broken archive makes the detector throw; such a file is none of the kinds either.
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  const ending = found && TAKEN[found.mime];
  return found && ending ? { mediaType: found.mime, ending } : null;
}

/** A name that is safe in a header and on a disk: no folders, no control characters, the ending that the content has. */
export function safeName(given: string, { ending }: FileKind): string {
  const base = path
    .basename(plainText(given).replaceAll('\\', '/'))
    .replace(/[\n\t<>:"|?*;%]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const same = ending === 'jpg' ? /\.jpe?g$/i : new RegExp(`\\.${ending}$`, 'i');
  const stem = same.test(base) ? base.replace(same, '') : base;
  return `${Array.from(stem).slice(0, 100).join('').replace(/^\.+/, '') || 'evidence'}.${ending}`;
}
