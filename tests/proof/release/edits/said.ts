import { type Anything, type Edit, edit, json, text } from './edit.ts';

const VERSIONS = 'plan-versions.json';
const TEXTS = 'texts/water.json';

/** The second version of a plan, which has changes. */
const changed = (versions: Anything): Anything => versions.find(({ version }: Anything) => version === 2);
const late = (versions: Anything): Anything => versions.flatMap(({ changes }: Anything) => changes).find((change: Anything) => change.late);

/** Versions of plans. */
export const VERSIONS_EDITS: readonly Edit[] = [
  edit(
    'a change of a plan is left out',
    json(VERSIONS, (all) => changed(all).changes.shift()),
    'plan.versions',
  ),
  edit(
    'the old target of a change is lowered',
    json(VERSIONS, (all) => (changed(all).changes[0].from = '121')),
    'plan.versions',
  ),
  edit(
    'a lowered target is not called lowered',
    json(VERSIONS, (all) => (changed(all).changes[0].lowered = false)),
    'plan.versions',
  ),
  edit(
    'a late lowering is not called late',
    json(VERSIONS, (all) => (late(all).late = false)),
    'plan.versions',
  ),
  edit(
    'the goals of the first version are rewritten',
    json(VERSIONS, ([first]) => (first.goals[0].target = '120')),
    'plan.versions',
  ),
  edit(
    'a version was final earlier',
    json(VERSIONS, (all) => (changed(all).finalOn = '2024-02-01')),
    'plan.versions',
  ),
  edit(
    'a superseded version is called final',
    json(VERSIONS, (all) => (all.find(({ state }: Anything) => state === 'superseded').state = 'final')),
    'plan.versions',
  ),
  edit(
    'a veto that was taken away is not told',
    json(VERSIONS, (all) => (changed(all).changes = changed(all).changes.filter(({ field }: Anything) => field !== 'veto'))),
    'plan.versions',
  ),
  edit(
    'a goal gets another weight than its version gave it',
    json('plans.json', (plans) => (plans.find(({ version }: Anything) => version === 2).goals[0].weight = '5')),
    'plan.versions',
  ),
  edit(
    'a version disappears',
    json(VERSIONS, (all) => all.shift()),
    'plan.versions',
  ),
  edit(
    'the reason of a change disappears',
    json(VERSIONS, (all) => (changed(all).reason = null)),
    'plan.versions',
  ),
  edit(
    'the reason of a change is reworded',
    json(VERSIONS, (all) => (changed(all).reason.zh = '按上级要求')),
    'kept.plans',
  ),
  edit(
    'the approver of a change is exchanged',
    json(VERSIONS, (all) => (changed(all).approver.zh = '局长办公会')),
    'kept.plans',
  ),
  edit(
    'the effect of a change on the score is made smaller',
    json(VERSIONS, (all) => (all.find(({ effect }: Anything) => effect !== null).effect.before = '99.99')),
    'plan.versions',
  ),
];

const step = (kind: string): Anything => ({ on: '2025-12-10', kind, after: 0, reason: null, from: null, to: null, digest: null });

/** Comments, their words, moderation and replies. */
export const WORDS: readonly Edit[] = [
  edit(
    'the words of a comment are changed',
    json(TEXTS, ({ comments }) => (comments.c3.body = '很好。')),
    'texts.digest',
  ),
  edit(
    'a comment gets another author',
    json(TEXTS, ({ comments }) => (comments.c3.author = '热心市民')),
    'texts.digest',
  ),
  edit(
    'the words of an answer are changed',
    json(TEXTS, ({ comments }) => (comments.c2.replies[0].body = '已通水。')),
    'texts.digest',
  ),
  edit(
    'the words of a comment are gone without a word about it',
    json(TEXTS, ({ comments }) => delete comments.c3),
    'texts.missing',
  ),
  edit('all words about a unit are gone', (files) => void files.delete(TEXTS), 'texts.missing'),
  edit(
    'a withdrawn comment has its words again',
    json(TEXTS, ({ comments }) => (comments.c0 = { salt: '', author: '', body: '', replies: [] })),
    'texts.digest',
  ),
  edit(
    'an evidence file gets another name',
    json(TEXTS, ({ evidence }) => (evidence['water-e1'].fileName = '验收报告.pdf')),
    'texts.digest',
  ),
  edit(
    'an evidence file is exchanged',
    json(TEXTS, ({ evidence }) => (evidence['water-e1'].sha256 = 'cd'.repeat(32))),
    'texts.digest',
  ),
  edit(
    'the digest of a comment is exchanged',
    json('comments.json', ([one]) => (one.digest = 'cd'.repeat(32))),
    'texts.digest',
  ),
  edit(
    'a comment is called withdrawn that the ledger does not know',
    json('comments.json', ([one]) => (one.withdrawn = { rule: 'abuse', on: '2025-12-03' })),
    'moderation.ledger',
  ),
  edit(
    'a rejection disappears from the ledger',
    json('moderation.json', ({ entries }) => entries.splice(0, 1)),
    'moderation.ledger',
  ),
  edit(
    'the ledger names another rule',
    json('moderation.json', ({ entries }) => (entries[0].rule = 'repeated')),
    'moderation.ledger',
  ),
  edit(
    'the count of a rule is lowered',
    json('moderation.json', ({ rules }) => (rules.find(({ rejected }: Anything) => rejected > 0).rejected = 0)),
    'moderation.ledger',
  ),
  edit(
    'an entry of the ledger is dated otherwise',
    json('moderation.json', ({ entries }) => (entries[0].decidedOn = '2025-10-09')),
    'kept.moderation',
  ),
  edit(
    'a late answer is counted as punctual',
    json('reply-record.json', ([one]) => (one.inTime += 1)),
    'replies.record',
  ),
  edit(
    'the median of working days is made smaller',
    json('reply-record.json', ([one]) => (one.medianWorkingDays = '0.5')),
    'replies.record',
  ),
  edit(
    'a unit disappears from the record of replies',
    json('reply-record.json', (all) => all.splice(0, 1)),
    'replies.record',
  ),
  edit(
    'a comment is called solved before it was answered',
    json('comments.json', ([one]) => (one.events = [step('solved')])),
    'replies.events',
  ),
  edit(
    'a clock stands for a reason that nobody published',
    json('comments.json', ([one]) => (one.events = [{ ...step('stopped'), reason: 'no-time' }])),
    'replies.events',
  ),
  edit(
    'a term is made longer',
    json('comments.json', ([one]) => (one.terms = [{ from: one.receivedOn, answerBy: '2025-12-31' }])),
    'replies.clock',
  ),
  edit(
    'a comment is handed on to another unit than the one it stands with',
    json('comments.json', ([one]) => (one.events = [{ ...step('handed-on'), from: 'water', to: 'nobody' }])),
    'replies.events',
  ),
  edit(
    'a working day becomes a holiday',
    json('calendar.json', (calendar) => calendar.off.push('2025-12-03')),
    'replies.clock',
  ),
];

/** Windows, documents and the audit log. */
export const STATEMENTS: readonly Edit[] = [
  edit(
    'a window was closed at another moment',
    json('windows.json', ([one]) => (one.closedAt = '2024-12-31T16:00:00.000Z')),
    'window.closed-at',
  ),
  edit(
    'a document is neither public nor excused',
    json('documents.json', ([one]) => (one.url = null)),
    'documents.public',
  ),
  edit(
    'a document has a reason and an address',
    json('documents.json', ([one]) => (one.notPublic = { zh: '内部', en: 'internal' })),
    'documents.public',
  ),
  edit(
    'the audit log becomes shorter',
    json('manifest.json', (value) => (value.audit.rows = 3)),
    'chain.audit',
  ),
  edit(
    'the audit log ends otherwise at the same length',
    json('manifest.json', (value) => (value.audit.rows -= 1)),
    'chain.audit',
  ),
  edit(
    'the head of the audit log disappears',
    text('manifest.json', (value) => value.replace(/ "audit": \{[^}]*\},\n/, ' "audit": null,\n')),
    'chain.audit',
  ),
];
