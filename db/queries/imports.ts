import { and, asc, count, desc, eq, getTableColumns, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { type FileKind, importFiles, imports } from '../schema/imports.ts';
import { isLocked } from './locks.ts';

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

/** How the newest file of this kind and source was mapped, in whichever window; null where none came from it. */
export async function findMapping(db: Queryable, kind: FileKind, source: string): Promise<unknown> {
  const [row] = await db
    .select({ mapping: imports.mapping })
    .from(imports)
    .where(and(eq(imports.kind, kind), sql`${imports.origin} ->> 'source' = ${source}`))
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

/** What waits in a window, the oldest first, without its content. */
export const listFiles = (db: Queryable, windowId: string): Promise<Omit<ImportFileRow, 'sealed'>[]> => {
  const { sealed: _, ...columns } = getTableColumns(importFiles);
  return db.select(columns).from(importFiles).where(eq(importFiles.windowId, windowId)).orderBy(asc(importFiles.createdAt), asc(importFiles.id));
};

/** Files that people uploaded and that still wait. */
export const countUploads = async (db: Queryable, windowId: string): Promise<number> =>
  (
    await db
      .select({ n: count() })
      .from(importFiles)
      .where(and(eq(importFiles.windowId, windowId), ne(importFiles.kind, 'partner')))
  )[0]?.n ?? 0;

type FileChange = Partial<Pick<ImportFileRow, 'mapping' | 'origin' | 'digest' | 'proposedBy' | 'done' | 'total' | 'failure'>>;

export const updateFile = async (db: Queryable, id: string, change: FileChange): Promise<void> => {
  await db.update(importFiles).set(change).where(eq(importFiles.id, id));
};

/** The file, locked against others who propose, commit or remove it. */
export async function lockFile(tx: Queryable, windowId: string, id: string): Promise<ImportFileRow | null> {
  const [row] = await tx
    .select()
    .from(importFiles)
    .where(and(eq(importFiles.windowId, windowId), eq(importFiles.id, id)))
    .for('update');
  return row ?? null;
}

export const deleteFile = async (db: Queryable, id: string): Promise<void> => {
  await db.delete(importFiles).where(eq(importFiles.id, id));
};

/** Nothing of a window waits any more. */
export const deleteFiles = async (tx: Queryable, windowId: string): Promise<void> => {
  await tx.delete(importFiles).where(eq(importFiles.windowId, windowId));
};

/**
 * Removes files that people uploaded before a moment, but none whose import has begun. What partners sent waits for the
 * office, however long. @returns how many
 */
export const forgetFiles = async (db: Queryable, before: Date): Promise<number> =>
  (
    await db
      .delete(importFiles)
      .where(and(lt(importFiles.createdAt, before), ne(importFiles.kind, 'partner'), isNull(importFiles.done)))
      .returning({ id: importFiles.id })
  ).length;

/** Files whose import has begun and neither ended nor failed. */
export const listBegun = (db: Queryable): Promise<{ id: string }[]> => db.select({ id: importFiles.id }).from(importFiles).where(isNotNull(importFiles.done));

const importLock = (fileId: string): string => `gongping:import:${fileId}`;

/** Takes the one right to import a file until the connection ends. @returns false when somebody else has it. */
export async function lockImport(db: Queryable, fileId: string): Promise<boolean> {
  const [row] = await db.execute<{ taken: boolean }>(sql`select pg_try_advisory_lock(hashtextextended(${importLock(fileId)}, 0)) as taken`);
  return row?.taken ?? false;
}

/** Whether some process is importing the file now. */
export const isImporting = (db: Queryable, fileId: string): Promise<boolean> => isLocked(db, importLock(fileId));

/** Counts that hotlines gave for a window, still kept under its secret. */
export const listCounts = (db: Queryable, windowId: string): Promise<ImportRow[]> =>
  db
    .select()
    .from(imports)
    .where(and(eq(imports.windowId, windowId), isNotNull(imports.counts)))
    .orderBy(asc(imports.createdAt), asc(imports.id));
