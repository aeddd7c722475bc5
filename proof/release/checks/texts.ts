import type { ReleaseContents } from '../contents.ts';
import type { CommentRecord, CommentText, UnitTexts, Withdrawal } from '../files.ts';
import { commentDigest, evidenceDigest, messageDigest, replyDigest, textsByUnit, textsPath } from '../texts.ts';
import { type Finding, fails, failuresOr, holds, open } from './finding.ts';
import { readLedgerAfter } from './later.ts';
import type { Opened } from './opened.ts';

/** One entry whose words stand apart: the digest it must have, and the words if they are still there. */
interface Kept {
  readonly id: string;
  readonly unit: string;
  readonly what: 'comment' | 'evidence';
  readonly digest: string;
  readonly withdrawn: Withdrawal | null;
  /** Whether the words have the published digests; null where they are gone. */
  readonly fits: boolean | null;
}

/**
 * Words have the digests that the release publishes. Gone are only those that this or a later release lists as
 * withdrawn, by rule and day.
 */
export async function checkTexts(opened: Opened, contents: ReleaseContents): Promise<Finding[]> {
  if (contents.comments.some(({ digest }) => digest === undefined)) return []; // an earlier form, with the words in comments.json
  const kept = keptOf(contents, textsByUnit(await readTexts(opened, contents)));
  const gone = kept.filter(({ fits, withdrawn }) => fits === null && withdrawn === null);
  const later = gone.length === 0 ? null : await readLedgerAfter(opened);
  const taken = gone.map((one) => ({ one, entry: later?.ledger.entries.find(({ digest }) => digest === one.digest) ?? null }));
  const failures = [...kept.flatMap(failuresOf), ...taken.filter(({ entry }) => entry === null).map(({ one }) => missing(one))];
  return [
    ...failuresOr(failures, allFit(kept)),
    ...kept.flatMap((one) => (one.withdrawn && one.fits === null ? [withdrawal(one, one.withdrawn)] : [])),
    ...taken.flatMap(({ one, entry }) => (entry ? [withdrawal(one, { rule: entry.rule, on: entry.decidedOn })] : [])),
  ];
}

async function readTexts({ reader }: Opened, { comments, reports }: ReleaseContents): Promise<UnitTexts[]> {
  const units = new Set([...comments.map(({ unit }) => unit), ...reports.flatMap(({ unit, evidence }) => (evidence.length > 0 ? [unit] : []))]);
  const read = async (unit: string): Promise<UnitTexts[]> => {
    const bytes = await reader.read(textsPath(unit));
    return bytes ? [JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as UnitTexts] : [];
  };
  return (await Promise.all([...units].map(read))).flat();
}

const keptOf = ({ comments, reports }: ReleaseContents, texts: ReadonlyMap<string, UnitTexts>): Kept[] => [
  ...comments.map(({ id, unit, digest, withdrawn, replies, events = [] }): Kept => {
    const text = texts.get(unit)?.comments[id];
    const fits = text
      ? commentDigest(id, text) === digest &&
        text.replies.length === replies.length &&
        replies.every((reply, at) => reply.digest === replyDigest(id, text.replies[at] ?? { salt: '', body: '' })) &&
        fitMessages(id, events, text)
      : null;
    return { id, unit, what: 'comment', digest, withdrawn, fits };
  }),
  ...reports.flatMap(({ unit, evidence }) =>
    evidence.map(({ id, digest, withdrawn }): Kept => {
      const text = texts.get(unit)?.evidence[id];
      return { id, unit, what: 'evidence', digest, withdrawn, fits: text ? evidenceDigest(id, text) === digest : null };
    }),
  ),
];

function fitMessages(id: string, events: NonNullable<CommentRecord['events']>, { messages = [] }: CommentText): boolean {
  const said = events.filter(({ kind }) => kind === 'message');
  return said.length === messages.length && said.every(({ digest }, at) => digest === messageDigest(id, messages[at] ?? { salt: '', body: '' }));
}

const NAMES = { comment: ['留言', 'Comment'], evidence: ['证明材料', 'Evidence'] } as const;

function failuresOf({ id, unit, what, withdrawn, fits }: Kept): Finding[] {
  const [zh, en] = NAMES[what];
  if (fits === false)
    return [
      fails(
        'texts.digest',
        textsPath(unit),
        `${zh} ${id} 的内容与公布的摘要不符：被改动过。`,
        `${en} ${id} does not have its published digest: it was changed.`,
      ),
    ];
  if (fits && withdrawn)
    return [fails('texts.withdrawn', textsPath(unit), `${zh} ${id} 已经撤回，内容却还在。`, `${en} ${id} was withdrawn, but its words are still here.`)];
  return [];
}

function missing({ id, unit, what }: Kept): Finding {
  const [zh, en] = NAMES[what];
  return fails(
    'texts.missing',
    textsPath(unit),
    `${zh} ${id} 的内容不见了，本次和以后的审核记录都没有写明撤回。`,
    `The words of ${en.toLowerCase()} ${id} are gone, and neither this nor a later ledger says that they were withdrawn.`,
  );
}

function withdrawal({ id, unit, what }: Kept, { rule, on }: Withdrawal): Finding {
  const [zh, en] = NAMES[what];
  return open('texts.withdrawn', textsPath(unit), `${zh} ${id} 已于 ${on} 按规则 ${rule} 撤回。`, `${en} ${id} was withdrawn on ${on} under the rule ${rule}.`);
}

const allFit = (kept: readonly Kept[]): Finding => {
  const there = kept.filter(({ fits }) => fits).length;
  return holds(
    'texts.digest',
    null,
    `${there} 条留言和证明材料的内容与公布的加盐摘要相符。`,
    `The words of ${there} comments and evidence files have their published salted digests.`,
  );
};

/** The ledger adds up, names only rules of the city, and agrees with what is marked as withdrawn. */
export function checkModeration(rules: readonly string[], { moderation, comments, reports }: ReleaseContents): Finding[] {
  const where = 'moderation.json';
  const { entries } = moderation;
  const wrong = (zh: string, en: string): Finding => fails('moderation.ledger', where, zh, en);
  const counted = (rule: string, action: string): number => entries.filter((entry) => entry.rule === rule && entry.action === action).length;
  const marked = [...comments, ...reports.flatMap(({ evidence }) => evidence)].filter(({ withdrawn }) => withdrawn);
  // What stands again after a granted appeal is not marked any more.
  const said = entries.filter(({ action, appeal }) => action === 'withdrawn' && appeal?.outcome !== 'granted');
  const agrees = ({ digest, withdrawn }: (typeof marked)[number]): boolean =>
    said.some((entry) => entry.digest === digest && entry.rule === withdrawn?.rule && entry.decidedOn === withdrawn.on);
  const failures = [
    ...moderation.rules
      .filter(({ rule, rejected, withdrawn }) => rejected !== counted(rule, 'rejected') || withdrawn !== counted(rule, 'withdrawn'))
      .map(({ rule }) => wrong(`规则 ${rule} 的次数与各条记录不符。`, `The counts of the rule ${rule} are not those of its entries.`)),
    ...entries
      .filter(({ rule }) => !rules.includes(rule) || !moderation.rules.some((line) => line.rule === rule))
      .map(({ rule }) => wrong(`记录引用的规则 ${rule} 没有公布。`, `An entry names the rule ${rule}, which is not published.`)),
    ...entries
      .filter(({ appeal, decidedOn }) => appeal && (appeal.on < decidedOn || (appeal.decidedOn !== null && appeal.decidedOn < appeal.on)))
      .map(({ digest }) => wrong(`申诉 ${digest.slice(0, 12)} 的日期颠倒。`, `The dates of the appeal ${digest.slice(0, 12)} are out of order.`)),
    ...entries
      .filter(({ appeal, digest }) => (appeal?.outcome === 'granted') !== comments.some((one) => one.digest === digest && one.withdrawn === null))
      .map(({ digest }) =>
        wrong(`审核记录 ${digest.slice(0, 12)} 与留言是否公开不一致。`, `Whether entry ${digest.slice(0, 12)} stands disagrees with the comments.`),
      ),
    ...(new Set(entries.map(({ digest }) => digest)).size === entries.length ? [] : [wrong('同一条记录出现两次。', 'An entry stands twice.')]),
    ...(marked.every(agrees) && said.length === marked.length
      ? []
      : [wrong('撤回的留言和材料与审核记录不一致。', 'What is marked as withdrawn is not what the ledger says.')]),
  ];
  return failuresOr(
    failures,
    holds(
      'moderation.ledger',
      where,
      `审核记录 ${entries.length} 条，各规则的次数相符。`,
      `The ledger of moderation has ${entries.length} entries, and the counts of its rules agree.`,
    ),
  );
}
