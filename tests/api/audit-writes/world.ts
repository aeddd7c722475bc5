import { cycles, periods } from '../../../db/schema/cycles.ts';
import { createRequester, createTestApp, type Requester, type TestApp } from '../../support/app.ts';
import { insertCity } from '../ballots.fixture.ts';

/** `half`: has shown the password and still owes the second factor. */
export type Person = 'administrator' | 'office' | 'approver' | 'verifier' | 'moderator' | 'editor' | 'unitApprover' | 'key-holder' | 'anonymous' | 'half';

/** One city in which every write of staff and units is tried once, in the order of the tables. */
export interface World extends TestApp {
  readonly people: Record<Person, Requester>;
  /** Ids and revisions that later calls need. */
  readonly kept: Map<string, string>;
  readonly keep: (name: string) => string;
}

/** One write. Whatever was changed, the caller's row must stand in the audit log, with digests and, where it is asked for, the reason. */
export interface Write {
  /** As the OpenAPI document has it, without `/api/v1`: `POST /objections`. */
  readonly route: string;
  readonly as: Person;
  /** The address, without `/api/v1`; the route itself where it has no parameter. */
  readonly to?: (world: World) => string;
  readonly body?: Readonly<Record<string, unknown>> | ((world: World) => object);
  /** Whose row it is, where the browser did not say so before: a person, or a login. */
  readonly by?: string;
  /** The action of its audit row; with a dot at the end: any of that noun. */
  readonly action: string;
  /** The reason that was given and must be kept. */
  readonly reason?: string;
  /** Why no row of a noted table changes: then there is no digest. */
  readonly undigested?: string;
  readonly before?: (world: World) => Promise<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any answer
  readonly after?: (world: World, answer: any) => unknown;
}

/** Units and cycles of the demonstration, two quarters of 2025, and somebody in every role. */
export async function makeWorld(): Promise<World> {
  const app = await createTestApp();
  const { db } = app.dependencies;
  await insertCity(app.dependencies);
  await db.insert(cycles).values({ id: '2023', labelZh: '2023', labelEn: '2023', schemeId: 'demo-flagship', position: -1 });
  await db.insert(periods).values(['2023', '2025'].flatMap((cycle) => [period(cycle, 'q3', 0, '07-01', '09-30'), period(cycle, 'q4', 1, '10-01', '12-31')]));
  const people: Record<Person, Requester> = {
    administrator: await app.as('administrator'),
    office: await app.as('office-staff'),
    approver: await app.as('office-approver'),
    verifier: await app.as('verifier'),
    moderator: await app.as('moderator'),
    editor: await app.as('unit-editor', 'water'),
    unitApprover: await app.as('unit-approver', 'water'),
    'key-holder': await app.as('key-holder'),
    anonymous: app.anonymous,
    half: app.anonymous,
  };
  const kept = new Map<string, string>();
  const keep = (name: string): string => kept.get(name) ?? '';
  return { ...app, people, kept, keep };
}

const period = (cycleId: string, id: string, position: number, from: string, to: string) => ({
  ...{ cycleId, id, position, labelZh: id, labelEn: id, startsOn: `${cycleId}-${from}`, endsOn: `${cycleId}-${to}` },
  reportBy: new Date('2027-01-14T15:59:59Z'),
});

/** What a file sent in JSON looks like. */
export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A browser that nobody has signed in with. */
export const createBrowser = ({ app }: World): Requester => createRequester(app, null);
