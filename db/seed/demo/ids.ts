import { createHash } from 'node:crypto';

/** A UUID made from names (RFC 9562, version 8): the same names give the same id on each installation. */
export function nameUuid(...names: readonly (string | number)[]): string {
  const hex = sha256(`gongping-demo/${names.join('/')}`).slice(0, 32);
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
