import type { City } from '../content/load.ts';
import type { Connection, Database } from '../db/client.ts';
import type { PartnerKeyRow } from '../db/queries/partners.ts';
import type { Role } from '../db/schema/staff.ts';
import type { Config } from './config.ts';
import type { Jobs } from './jobs.ts';
import type { Logger } from './log.ts';
import type { Secrets } from './secrets.ts';

/** Everything the API takes from outside. Nothing below `createApp` reads the environment, the clock or a global. */
export interface Dependencies {
  readonly db: Database;
  readonly sql: Connection['sql'];
  readonly city: City;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly jobs: Jobs;
  readonly clock: () => Date;
  readonly random: (length: number) => Uint8Array;
  readonly log: Logger;
}

/** Who is signed in. */
export interface Staff {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: string | null;
  /** The body the person works for; null where nobody entered it. */
  readonly body: string | null;
  /** The session, as the table knows it. */
  readonly session: string;
  /** Whether the person has shown password or second factor within the last ten minutes. */
  readonly confirmed: boolean;
  /** What the person has to set before anything else: a new password, or a second factor. */
  readonly owes: 'password' | 'factor' | null;
}

/** What a proof gave: the right to cast one ballot per unit in one window. Carried in a signed cookie, never stored. */
export interface Entitlement {
  readonly window: string;
  readonly group: string;
  readonly channel: string;
  readonly stratum: string;
  /** Keyed digest of whatever proved the right; the mark is made from it. */
  readonly subject: string;
  /** Units that this person may not rate: the employer, as a list names it or as the rater declared it. */
  readonly refused?: readonly string[];
}

export interface AppEnv {
  Variables: {
    staff: Staff | null;
    entitlement: Entitlement | null;
    /** Whose key the request shows. */
    partner: PartnerKeyRow | null;
  };
}
