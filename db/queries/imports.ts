import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { imports } from '../schema/windows.ts';

export type ImportRow = typeof imports.$inferSelect;

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
  db.select().from(imports).where(eq(imports.windowId, windowId)).orderBy(asc(imports.createdAt));
