import type { Context } from 'hono';
import type { Body, Encoding, StoredFile } from './files.ts';

/**
 * Answers GET and HEAD with a stored file by RFC 9110: the best encoding the reader takes, 304 when the reader has it,
 * 206 or 416 for a range. Ranges are of the plain file, so that a download can be taken up where it stopped.
 */
export function answerFile(c: Context, file: StoredFile, headers: Readonly<Record<string, string>>): Response {
  const wanted = c.req.header('range');
  const encoding = wanted === undefined ? bestEncoding(c.req.header('accept-encoding') ?? '', file) : null;
  const body = encoding === null ? file.plain : (file.packed[encoding] as Body);
  const told = {
    ...headers,
    etag: body.etag,
    ...(Object.keys(file.packed).length > 0 && { vary: 'Accept-Encoding' }),
    ...(encoding === null ? { 'accept-ranges': 'bytes' } : { 'content-encoding': encoding }),
  };
  if (has(c.req.header('if-none-match'), body.etag)) return c.body(null, 304, told);
  const all = { ...told, 'content-type': file.type };
  const range = wanted !== undefined && sameFile(c, body.etag) ? rangeOf(wanted, body.bytes) : null;
  if (range === 'beyond') return c.body(null, 416, { ...told, 'content-range': `bytes */${body.bytes}` });
  if (range === null) return send(c, body, 0, body.bytes - 1, 200, all);
  return send(c, body, range.start, range.end, 206, { ...all, 'content-range': `bytes ${range.start}-${range.end}/${body.bytes}` });
}

function send(c: Context, body: Body, start: number, end: number, status: 200 | 206, headers: Readonly<Record<string, string>>): Response {
  const all = { ...headers, 'content-length': String(end - start + 1) };
  return c.req.method === 'HEAD' ? c.body(null, status, all) : new Response(body.part(start, end), { status, headers: all });
}

/** Brotli before gzip, where the reader takes it and a copy was made. */
function bestEncoding(accepted: string, { packed }: StoredFile): Encoding | null {
  const taken = accepted
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name);
  return (['br', 'gzip'] as const).find((encoding) => packed[encoding] && taken.includes(encoding)) ?? null;
}

/** Whether If-None-Match names the ETag. */
const has = (header: string | undefined, etag: string): boolean =>
  (header ?? '')
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''))
    .some((each) => each === etag || each === '*');

/** A range of another version of the file is answered with the whole. */
const sameFile = (c: Context, etag: string): boolean => (c.req.header('if-range') ?? etag) === etag;

type Range = { readonly start: number; readonly end: number } | 'beyond' | null;

/** One range; several at once, and what is no range, are answered with the whole file, as the standard allows. */
function rangeOf(header: string, bytes: number): Range {
  const [, from = '', to = ''] = header.match(/^bytes=(\d{0,15})-(\d{0,15})$/) ?? [];
  if (from === '' && to === '') return null;
  if (from === '') return Number(to) === 0 || bytes === 0 ? 'beyond' : { start: Math.max(0, bytes - Number(to)), end: bytes - 1 };
  const [start, end] = [Number(from), to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)];
  if (to !== '' && Number(to) < start) return null;
  return start >= bytes ? 'beyond' : { start, end };
}
