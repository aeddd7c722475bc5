import { and, asc, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { importFiles, imports } from '../schema/imports.ts';

export type ImportRow = typeof imports.$inferSelect;
export type ImportFileRow = typeof importFiles.$inferSelect;

export async function findImport(db: Queryable, windowId: string, fileSha256: string): Promise<ImportRow | null> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.windowId, windowId), eq(imports.fileSha256, fileSha256)));
  return row ?? null;
}

/** @returns the new row's id; null when the same file is already there. */
export async function insertImport(tx: Queryable, row: typeof imports.$inferInsert): Promise<string | null> {
  const [made] = await tx.insert(imports).values(row).onConflictDoNothing().returning({ id: imports.id });
  return made?.id ?? null;
}

export const listImports = (db: Queryable, windowId: string): Promise<ImportRow[]> =>
  db.select().from(imports).where(eq(imports.windowId, windowId)).orderBy(asc(imports.createdAt), asc(imports.id));

/** How the newest file of this source was mapped, in whichever window; null where none came from it. */
export async function findMapping(db: Queryable, source: string): Promise<unknown> {
  const [row] = await db
    .select({ mapping: imports.mapping })
    .from(imports)
    .where(and(eq(imports.kind, 'survey'), sql`${imports.origin} ->> 'source' = ${source}`))
    .orderBy(desc(imports.createdAt))
    .limit(1);
  return row?.mapping ?? null;
}

export const insertFile = async (db: Queryable, row: typeof importFiles.$inferInsert): Promise<void> => {
  await db.insert(importFiles).values(row);
};

export async function findFile(db: Queryable, windowId: string, id: string): Promise<ImportFileRow | null> {
  const [row] = await db
    .select()
    .from(importFiles)
    .where(and(eq(importFiles.windowId, windowId), eq(importFiles.id, id)));
  return row ?? null;
}

export const countFiles = async (db: Queryable, windowId: string): Promise<number> =>
  (await db.select({ n: count() }).from(importFiles).where(eq(importFiles.windowId, windowId)))[0]?.n ?? 0;

export const updateFile = async (db: Queryable, id: string, change: Partial<Pick<ImportFileRow, 'done' | 'total' | 'failure'>>): Promise<void> => {
  await db.update(importFiles).set(change).where(eq(importFiles.id, id));
};

export const deleteFile = async (db: Queryable, id: string): Promise<void> => {
  await db.delete(importFiles).where(eq(importFiles.id, id));
};

export const forgetFiles = async (db: Queryable, before: Date): Promise<void> => {
  await db.delete(importFiles).where(lt(importFiles.createdAt, before));
};
