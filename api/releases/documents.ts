import type { Queryable } from '../../db/client.ts';
import { listDocuments } from '../../db/queries/public.ts';
import type { PublicDocument } from '../../proof/release/files.ts';

/** The documents that findings name: public at an address, or not public with the reason. */
export const publicDocuments = async (tx: Queryable): Promise<PublicDocument[]> =>
  (await listDocuments(tx)).map((row) => ({
    id: row.id,
    title: { zh: row.titleZh, en: row.titleEn },
    number: row.number,
    url: row.url,
    notPublic: row.url === null ? { zh: row.notPublicZh, en: row.notPublicEn } : null,
  }));
