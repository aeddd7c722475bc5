import type { Sql } from 'postgres';

/**
 * Tables whose changes leave no digest in the audit log: what belongs to rating (no row of the log may help to tell who
 * rated when), what is bulk or sealed, and what expires by itself.
 */
const NOT_NOTED: ReadonlySet<string> = new Set([
  'audit_log',
  'codes',
  'contacts',
  'envelopes',
  'factor_messages',
  'import_files',
  'installation',
  'leaves',
  'named_ballots',
  'named_voters',
  'opening_progress',
  'proof_counts',
  'rate_limits',
  'roster_entries',
  'sealed_archive',
  'sessions',
  'sms_challenges',
  'spent_tickets',
  'tallies',
  'tickets',
  'used_proofs',
]);

/** Sees to it that every other table notes its changes for the audit row of their transaction; a new table is noted from its first start. */
export async function noteChanges(sql: Sql): Promise<void> {
  const bare = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'note_change')`;
  for (const { name } of bare.filter((table) => !NOT_NOTED.has(table.name))) {
    await sql`create trigger note_change after insert or update or delete on ${sql(name)} for each row execute function note_change()`;
  }
}
