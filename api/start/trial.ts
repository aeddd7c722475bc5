import { randomUUID } from 'node:crypto';
import { deleteTallies } from '../../db/queries/leaves.ts';
import type { PlainBallot } from '../../db/seed/demo/rows.ts';
import { TRIAL } from '../../db/seed/demo/trial.ts';
import { castMany } from '../ballots/batch.usecases.ts';
import type { Dependencies } from '../context.ts';
import { loadScheme } from '../schemes/schemes.ts';
import { closeWindow } from '../windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../windows/opening.usecases.ts';
import { schemeParts } from '../windows/scheme-parts.ts';
import { draftWindow, openWindow, sealWindow } from '../windows/windows.usecases.ts';
import type { Actors } from './past-year.ts';

/** Plays the demonstration's trial from draft to opening, by the rules of every window. Its tallies are dropped: no score counts it. */
export async function playTrial(deps: Dependencies, ballots: Iterable<PlainBallot>, { first, second }: Actors): Promise<void> {
  const { window, cycle, opensAt, closesAt, openedAt, specimen } = TRIAL;
  const before: Dependencies = { ...deps, clock: () => opensAt };
  const after: Dependencies = { ...deps, clock: () => openedAt };
  const scheme = deps.city.cycles.find(({ id }) => id === cycle)?.scheme ?? '';
  await draftWindow(before, { window, cycle, opensAt, closesAt, custody: 'demonstration' });
  await sealWindow(before, { window, custody: 'demonstration', ...schemeParts(loadScheme(deps.config.projectDir, scheme)) });
  await openWindow(before, window);
  const { unit, group, channel, answers } = specimen;
  await castMany({ ...before, random: specimen.random }, window, [{ unit, group, channel, stratum: areaAt(deps.city, 0), answers, subject: randomUUID() }]);
  await castMany(before, window, firstOf(ballots, deps.city));
  await closeWindow(after, window, first.userId);
  await proposeOpening(after, window, first.userId);
  await (await confirmOpening(after, window, second.userId)).finished;
  await deleteTallies(deps.db, window);
}

/** Of six codes of the trial so many went to each area, the city's in their order. */
const SENT = [0, 0, 0, 1, 1, 2];

const areaAt = ({ areas }: Dependencies['city'], i: number): string => areas[SENT[i % SENT.length] ?? 0]?.id ?? 'all';

function firstOf(ballots: Iterable<PlainBallot>, city: Dependencies['city']) {
  const taken = [];
  for (const { unitId: unit, group, channel, answers: given } of ballots) {
    const { dealt, ...answers } = given;
    if (group === TRIAL.specimen.group && Object.keys(answers).length > 0)
      taken.push({
        unit,
        group,
        channel,
        stratum: areaAt(city, taken.length),
        answers,
        screening: dealt ?? null,
        subject: randomUUID(),
      });
    if (taken.length === TRIAL.ballots - 1) break;
  }
  return taken;
}
