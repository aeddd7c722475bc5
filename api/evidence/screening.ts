import type { City } from '../../content/load.ts';
import type { EvidenceFlag } from '../../db/schema/plans.ts';
import * as errors from './evidence.errors.ts';
import { type FileKind, kindOf } from './file-kind.ts';
import { rewriteImage } from './image.ts';
import { inspectOffice, isOle } from './office.ts';
import { inspectPdf } from './pdf.ts';

/** What is kept of a file that was handed in. */
export interface Screened {
  readonly kind: FileKind;
  readonly content: Uint8Array;
  /** It is not the file as it was handed in. */
  readonly rewritten: boolean;
  readonly flags: readonly EvidenceFlag[];
}

/** Looks at a file by its content, and keeps what may be kept of it. @throws AppError evidence.* */
export async function screen(content: Uint8Array, { macros, scripts }: City['evidence']): Promise<Screened> {
  if (isOle(content)) throw errors.oldOffice();
  const kind = await kindOf(content);
  if (!kind) throw errors.wrongType();
  if (kind.mediaType === 'image/png' || kind.mediaType === 'image/jpeg') {
    const picture = await rewriteImage(content, kind.mediaType);
    if (!picture) throw errors.brokenImage();
    return { kind, content: picture, rewritten: true, flags: [] };
  }
  if (kind.mediaType === 'application/pdf') {
    const flags = inspectPdf(content);
    if (scripts === 'refuse' && (flags.includes('script') || flags.includes('launch'))) throw errors.activePdf();
    return { kind, content, rewritten: false, flags };
  }
  const inside = inspectOffice(content);
  if (typeof inside === 'string') throw errors.ARCHIVE[inside]();
  const flags: readonly EvidenceFlag[] = kind.macros && !inside.includes('macros') ? ['macros', ...inside] : inside;
  if (macros === 'refuse' && flags.includes('macros')) throw errors.hasMacros();
  return { kind, content, rewritten: false, flags };
}
