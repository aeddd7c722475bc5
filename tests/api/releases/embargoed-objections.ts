import type { Dependencies } from '../../../api/context.ts';
import { insertObjection } from '../../../db/queries/objections.ts';
import { insertRelease } from '../../../db/queries/releases.ts';
import { latestRun } from '../../../db/queries/scores.ts';

/** Words of objections and corrections that the public must not read yet. */
export const EMBARGOED = {
  'an objection that is not disclosed': ['embargoed objection not disclosed', 'embargoed document of an objection'],
  'an objection as filed, where the text for the public is another': ['embargoed objection as it was filed'],
  'a decision that waits for a second person': ['embargoed reason zh of a decision', 'embargoed reason en of a decision'],
  'a correction that is prepared': ['embargoed reason zh of a correction', 'embargoed reason en of a correction'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What the public does read. */
export const DISCLOSED = ['the disclosed text of an objection', 'the decided objection', 'the reason of its refusal'] as const;

/** Objections in every state to a published provisional release, and a correction of it that is prepared only. */
export async function withObjections(
  { db, clock }: Dependencies,
  releaseId: string,
  people: { readonly first: string; readonly second: string },
): Promise<void> {
  const at = clock();
  const base = { unitId: 'water', cycleId: '2024', releaseId, language: 'en', filedBy: people.first, createdAt: at };
  const [notDisclosed, document] = EMBARGOED['an objection that is not disclosed'];
  await insertObjection(db, { ...base, body: notDisclosed, document });
  const [asFiled] = EMBARGOED['an objection as filed, where the text for the public is another'];
  const [reasonZh, reasonEn] = EMBARGOED['a decision that waits for a second person'];
  const waiting = { outcome: 'upheld', reasonZh, reasonEn, changesScore: true, decidedBy: people.first } as const;
  await insertObjection(db, { ...base, body: asFiled, publishedBody: DISCLOSED[0], disclosedAt: at, ...waiting });
  const refused = { outcome: 'refused', state: 'refused', reasonZh: DISCLOSED[2], reasonEn: DISCLOSED[2], decidedBy: people.first, decidedAt: at } as const;
  await insertObjection(db, { ...base, body: DISCLOSED[1], publishedBody: DISCLOSED[1], disclosedAt: at, ...refused });
  const [zh, en] = EMBARGOED['a correction that is prepared'];
  const run = await latestRun(db, '2024');
  const correction = { stage: 'provisional', cycles: ['2024'], corrects: 1, reasonZh: zh, reasonEn: en, preparedBy: people.second } as const;
  await insertRelease(db, { kind: 'score', state: 'prepared', runs: { 2024: run?.id ?? '' }, ...correction });
}
