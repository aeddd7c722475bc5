import { moveRelease } from '../../../db/queries/releases.ts';
import type { TestApp } from '../../support/app.ts';

/** Marks a release that was handed to the builder as published, without building it. */
export async function publishUnbuilt({ dependencies: { db } }: TestApp, id: string, number: number, objectionsUntil: string | null = null): Promise<void> {
  const row = await moveRelease(db, id, 'building', {
    state: 'published',
    number,
    manifestSha256: 'x',
    objectionsUntil,
    publishedAt: new Date('2026-11-20T08:00:00Z'),
  });
  if (!row) throw new Error('the release is not being built');
}
