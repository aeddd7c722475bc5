import { randomUUID } from 'node:crypto';
import { castMany } from '../../api/ballots/batch.usecases.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { openWindow, sealWindow } from '../../api/windows/windows.usecases.ts';
import { DEMO_SEED, generateDemo } from '../../db/seed/demo/index.ts';
import { writeCity, writeDemo } from '../../db/seed/write.ts';
import type { TestApp } from './app.ts';

export const WINDOW = 'demo-2025';
export const INSTALLED = new Date('2026-11-20T08:00:00Z');

/** The demonstration city as a new installation has it, but with ballots about the given units only, and no release. */
export async function seedDemo({ dependencies: deps }: TestApp, ratedUnits: readonly string[]): Promise<void> {
  const demo = generateDemo(deps.city, DEMO_SEED, INSTALLED);
  await writeCity(deps.db, deps.city, INSTALLED);
  await writeDemo(deps.db, demo);
  await sealWindow(deps, { window: WINDOW, custody: 'demonstration', ...schemeParts(loadScheme(deps.config.projectDir, 'demo-flagship')) });
  await openWindow(deps, WINDOW);
  const ballots = [...demo.ballots(WINDOW)]
    .filter(({ unitId }) => ratedUnits.includes(unitId))
    .map(({ unitId, answers: { dealt, ...answers }, ...ballot }) => ({ ...ballot, unit: unitId, answers, screening: dealt ?? null, subject: randomUUID() }))
    .filter(({ answers }) => Object.keys(answers).length > 0);
  await castMany(deps, WINDOW, ballots);
}
