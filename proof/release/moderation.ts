import type { ModerationEntry, ModerationLedger } from './files.ts';

/** The ledger of some entries: newest first, with the counts of every rule. */
export function moderationLedger(rules: readonly string[], entries: readonly ModerationEntry[]): ModerationLedger {
  const count = (rule: string, action: ModerationEntry['action']): number => entries.filter((entry) => entry.rule === rule && entry.action === action).length;
  const known = [...rules, ...new Set(entries.map(({ rule }) => rule).filter((rule) => !rules.includes(rule)))];
  return {
    rules: known.map((rule) => ({ rule, rejected: count(rule, 'rejected'), withdrawn: count(rule, 'withdrawn') })),
    entries: [...entries].sort((a, b) => (a.decidedOn === b.decidedOn ? (a.digest < b.digest ? -1 : 1) : a.decidedOn < b.decidedOn ? 1 : -1)),
  };
}
