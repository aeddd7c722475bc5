import type { CityChannel, CityGroup } from '../../content/load.ts';
import { type CodeBatchRow, listBatches, listProofCounts, type ProofCountRow } from '../../db/queries/proofs.ts';
import type { Dependencies } from '../context.ts';
import type { Sentence } from '../errors.ts';
import type { ProofAdapter, Unique } from './adapter.ts';
import { codeProof } from './codes.usecases.ts';
import { createLogins, loginProof } from './login.usecases.ts';
import { smsProof } from './sms.usecases.ts';

const NOTES: Readonly<Record<Unique, Sentence>> = {
  person: { zh: '按人唯一：一个人对每个单位只有一票。', en: 'Unique per person: one ballot per person for each unit.' },
  proof: {
    zh: '按凭证唯一：一份凭证对每个单位只有一票；一个人可能持有几份，一份也可能几个人合用。',
    en: 'Unique per proof: one ballot per proof for each unit. One person may hold several, and several may share one.',
  },
  none: { zh: '不能查重。', en: 'Repeats cannot be checked.' },
};

const OWN_UNIT: Readonly<Record<'listed' | 'declared' | 'none', Sentence>> = {
  listed: {
    zh: '名册写明工作单位的，系统不收对本单位的票；没有写明的，由本人申报。',
    en: 'Where the list names the employer, no ballot about it is taken; elsewhere the rater declares the employer.',
  },
  declared: {
    zh: '工作单位由本人申报，系统据此不收对本单位的票，但无法核实。',
    en: 'The rater declares the employer, and no ballot about it is taken; the declaration cannot be checked.',
  },
  none: { zh: '无法核对工作单位。', en: 'The employer cannot be checked.' },
};

/** What is public about the proofs of one channel in one group. */
export interface ChannelUniqueness {
  readonly unique: Unique;
  readonly uniqueNote: Sentence;
  readonly ownUnit: Sentence;
  /** Whether a resident can show this proof on these pages now. */
  readonly here: boolean;
  readonly issued: number | null;
  readonly used: number | null;
  readonly voided: number | null;
}

/**
 * Tells of each channel what it makes sure of, from what was in fact issued: a channel of lists through which codes went
 * out without a list is unique per proof only. Proofs in use are told from the closing on; until then their number
 * would show how the voting goes.
 */
export async function uniquenessOf(deps: Dependencies, window: string, closed: boolean) {
  const logins = createLogins(deps);
  const adapters: readonly ProofAdapter<never>[] = [codeProof, smsProof, loginProof(logins)];
  const [batches, counts] = [await listBatches(deps.db, window), await listProofCounts(deps.db, window)];
  const isReady = ({ id, proof }: CityChannel): boolean =>
    proof === 'login' ? logins.has(id) : proof !== 'sms' || deps.city.demonstration || !!deps.config.sms;
  return (group: Pick<CityGroup, 'id'>, channel: CityChannel): ChannelUniqueness => {
    const adapter = adapters.find(({ proofs }) => proofs.includes(channel.proof));
    const of = (row: Pick<CodeBatchRow | ProofCountRow, 'group' | 'channel'>): boolean => row.group === group.id && row.channel === channel.id;
    const unique = adapter?.unique({ channel, batches: batches.filter(of) }) ?? 'none';
    const row = counts.find(of);
    const told = (name: 'issued' | 'used' | 'voided'): number | null => (row && adapter?.publishes.includes(name) ? row[name] : null);
    return {
      unique,
      uniqueNote: NOTES[unique],
      ownUnit: OWN_UNIT[channel.proof === 'roster-code' ? 'listed' : adapter ? 'declared' : 'none'],
      here: adapter !== undefined && isReady(channel),
      issued: adapter ? told('issued') : (row?.issued ?? null),
      used: closed ? told('used') : null,
      voided: told('voided'),
    };
  };
}
