import path from 'node:path';
import { castMany } from '../../../api/ballots/batch.usecases.ts';
import { buildRelease } from '../../../api/releases/build.ts';
import { releaseFolder } from '../../../api/releases/folder.ts';
import { closeWindow } from '../../../api/windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../../../api/windows/opening.usecases.ts';
import { insertRelease } from '../../../db/queries/releases.ts';
import { writeCity } from '../../../db/seed/write.ts';
import { createTestApp } from '../../support/app.ts';
import { GOOD, makeWindow } from '../ballots.fixture.ts';
import { plainPages } from './plain-pages.ts';

/** A city whose window has been rated so often, closed and opened; `data` are the folders of the releases that were built since. */
export async function openedCity(window: string, ballots: number) {
  const app = await createTestApp();
  const { dependencies: deps, dataDir } = app;
  await writeCity(deps.db, deps.city, deps.clock());
  const staff = (await app.as('office-staff')).userId ?? '';
  const approver = (await app.as('office-approver')).userId ?? '';
  const units = deps.city.units.map(({ id }) => id).slice(0, 7);
  await makeWindow(deps, window);
  await castMany(
    deps,
    window,
    Array.from({ length: ballots }, (_, i) => ({
      unit: units[i % units.length] ?? '',
      group: 'public-web',
      channel: i % 3 ? 'sms' : 'code',
      subject: `s${i}`,
      answers: i % 5 ? GOOD : { results: 'good1' },
    })),
  );
  await closeWindow(deps, window, staff, '测试提前截止');
  const open = async () => {
    await proposeOpening(deps, window, staff);
    return (await confirmOpening(deps, window, approver)).finished;
  };
  let number = 0;
  const publish = async (): Promise<string> => {
    const { id } = await insertRelease(deps.db, { kind: 'daily', state: 'building', runs: {}, preparedBy: null });
    await buildRelease(deps, id, { step: () => {}, pages: plainPages });
    number += 1;
    return path.join(releaseFolder(dataDir, number), 'data');
  };
  return { app, deps, open, publish, units };
}
