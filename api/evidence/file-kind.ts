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
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
};

/** The same with macros; whether they are taken is the city's to say. */
const WITH_MACROS: Readonly<Record<string, string>> = {
  'application/vnd.ms-word.document.macroenabled.12': 'docm',
  'application/vnd.ms-excel.sheet.macroenabled.12': 'xlsm',
  'application/vnd.ms-powerpoint.presentation.macroenabled.12': 'pptm',
};

export interface FileKind {
  readonly mediaType: string;
  readonly ending: string;
  readonly macros: boolean;
}

/** The kind of a file by its content; null when it is none that is taken. The name says nothing. */
export async function kindOf(content: Uint8Array): Promise<FileKind | null> {
  // A broken archive makes the detector throw; such a file is none of the kinds either.
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  const plain = found && TAKEN[found.mime];
  const ending = plain ?? WITH_MACROS[found?.mime.toLowerCase() ?? ''];
  return found && ending ? { mediaType: found.mime.toLowerCase(), ending, macros: plain === undefined } : null;
}

/** A name that is safe in a header and on a disk: no folders, no control characters, the ending that the content has. */
export function safeName(given: string, { ending }: Pick<FileKind, 'ending'>): string {
  const base = path
    .basename(plainText(given).replaceAll('\\', '/'))
    .replace(/[\n\t<>:"|?*;%]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const same = ending === 'jpg' ? /\.jpe?g$/i : new RegExp(`\\.${ending}$`, 'i');
  const stem = same.test(base) ? base.replace(same, '') : base;
  return `${Array.from(stem).slice(0, 100).join('').replace(/^\.+/, '') || 'evidence'}.${ending}`;
}
