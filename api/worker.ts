import { PgBoss } from 'pg-boss';
import { tellAuthors } from './comments/messages.ts';
import type { Dependencies } from './context.ts';
import { giveBackInterrupted } from './imports/committing.usecases.ts';
import type { Jobs } from './jobs.ts';
import { buildRelease } from './releases/build.ts';
import { requestDailyUpdate } from './releases/releases.usecases.ts';
import { remind } from './reminders/reminders.usecases.ts';
import { forgetDue } from './retention/retention.usecases.ts';
import { openDueWindows } from './windows/windows.usecases.ts';

const BUILD = 'build-release';
const DAILY = 'daily-update';
const TIDY = 'forget-expired';
const OPEN = 'open-due-windows';
const REMIND = 'remind';
const TELL = 'tell-authors';

export interface JobQueue extends Jobs {
  /** Takes up work until `stop`. Without it this process only hands work in. */
  readonly work: (deps: Dependencies) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Jobs kept in the city's own PostgreSQL, in a schema of their own. They carry ids only. */
export async function startJobs(databaseUrl: string, onError: (error: Error) => void): Promise<JobQueue> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: 'jobs', max: 3 });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(BUILD, { retryLimit: 2, expireInSeconds: 3600 });
  await boss.createQueue(DAILY, { retryLimit: 2 });
  await boss.createQueue(TIDY, { retryLimit: 0 });
  await boss.createQueue(OPEN, { retryLimit: 0 });
  await boss.createQueue(REMIND, { retryLimit: 0 });
  await boss.createQueue(TELL, { retryLimit: 0 });
  return {
    buildRelease: async (id) => {
      await boss.send(BUILD, { id });
    },
    work: async (deps) => {
      await giveBackInterrupted(deps);
      await boss.work<{ id: string }>(BUILD, { pollingIntervalSeconds: 1 }, async ([job]) => {
        if (job) await buildRelease(deps, job.data.id);
      });
      await boss.work(DAILY, async () => {
        await requestDailyUpdate(deps, null);
      });
      await boss.work(TIDY, () => forgetDue(deps));
      await boss.work(OPEN, () => openDueWindows(deps));
      await boss.work(REMIND, () => remind(deps));
      await boss.work(TELL, () => tellAuthors(deps));
      await boss.schedule(TIDY, '7 * * * *');
      await boss.schedule(OPEN, '* * * * *');
      await boss.schedule(REMIND, '20 8-18 * * *', null, { tz: deps.city.timezone });
      await boss.schedule(TELL, '*/10 8-20 * * *', null, { tz: deps.city.timezone });
      await boss.schedule(DAILY, '0 6 * * *', null, { tz: deps.city.timezone });
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}
