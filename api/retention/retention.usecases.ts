import type { Queryable } from '../../db/client.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { RETENTION, type RetentionRule } from './rules.ts';

type Needs = Pick<Dependencies, 'db' | 'city' | 'clock'>;

/**
 * Applies every rule; each stands for itself, with its audit row in its own transaction.
 * @throws AggregateError when some failed, after all were tried
 */
export async function forgetDue(needs: Needs, rules: readonly RetentionRule[] = RETENTION): Promise<void> {
  const failed: unknown[] = [];
  for (const rule of rules) await needs.db.transaction((tx) => apply(rule, needs, tx)).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, 'what had passed its age could not be removed');
}

async function apply(rule: RetentionRule, needs: Needs, tx: Queryable): Promise<void> {
  const removed = await rule.forget(tx, needs);
  if (removed === 0 || !rule.counted) return;
  await audit(tx, needs.clock(), { actor: null, action: 'retention.removed', subject: `retention:${rule.id}`, detail: { removed, age: rule.age.en } });
}

class Undone extends Error {}

/** How many rows a rule would remove now: it is tried and taken back. Null where the number is nobody's to know. */
export async function dueNow(rule: RetentionRule, needs: Needs): Promise<number | null> {
  if (!rule.counted) return null;
  let due = 0;
  try {
    await needs.db.transaction(async (tx) => {
      due = await rule.forget(tx, needs);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return due;
}
