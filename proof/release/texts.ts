import { canonicalJson, type Json } from '../canonical.ts';
import { sha256Hex } from '../hash.ts';
import type { CaseEvent, CommentRecord, CommentText, EvidenceText, PublicComment, PublicReport, ReportRecord, UnitTexts } from './files.ts';

/** Where the words about a unit stand. The manifest does not list these files: what is in them can be taken back. */
export const textsPath = (unit: string): string => `texts/${unit}.json`;
export const isTextsPath = (path: string): boolean => /^texts\/[^/]+\.json$/.test(path);

/** A purpose line in front keeps a digest of one kind from ever being one of another. */
const salted = (purpose: string, value: Json): string => sha256Hex(`gongping/${purpose}/1\n${canonicalJson(value)}`);

/** Digest of a comment's words. Without the salt, which goes with the words, nobody can try texts against it. */
export const commentDigest = (id: string, { salt, author, body }: Pick<CommentText, 'salt' | 'author' | 'body'>): string =>
  salted('comment', { id, salt, author, body });

export const replyDigest = (comment: string, { salt, body }: CommentText['replies'][number]): string => salted('reply', { comment, salt, body });

/** Digest of what the author added to a case. */
export const messageDigest = (comment: string, { salt, body }: CommentText['replies'][number]): string => salted('message', { comment, salt, body });

export const evidenceDigest = (id: string, { salt, fileName, bytes, sha256, title, documentOn }: EvidenceText): string =>
  salted('evidence', { id, salt, fileName, bytes, sha256, ...(title !== undefined && { title, documentOn: documentOn ?? null }) });

type Texts = ReadonlyMap<string, UnitTexts>;

export const textsByUnit = (texts: readonly UnitTexts[]): Texts => new Map(texts.map((one) => [one.unit, one]));

/** Comments with their words where they are still there. */
export const commentsWithTexts = (records: readonly CommentRecord[], texts: Texts): PublicComment[] =>
  records.map((record) => {
    const text = texts.get(record.unit)?.comments[record.id];
    const replies = record.replies.map((reply, at) => ({ ...reply, body: text?.replies[at]?.body ?? '' }));
    return { ...record, author: text?.author ?? '', body: text?.body ?? '', replies, events: withMessages(record.events ?? [], text?.messages ?? []) };
  });

/** The words of messages stand in their order. */
function withMessages(events: readonly CaseEvent[], messages: NonNullable<CommentText['messages']>): NonNullable<PublicComment['events']> {
  const left = [...messages];
  return events.map((event) => ({ ...event, body: event.kind === 'message' ? (left.shift()?.body ?? '') : '' }));
}

/** Reports with the names of their evidence where they are still there. */
export const reportsWithTexts = (records: readonly ReportRecord[], texts: Texts): PublicReport[] =>
  records.map((record) => {
    const known = texts.get(record.unit)?.evidence ?? {};
    const evidence = record.evidence.map((file) => ({ ...file, fileName: '', bytes: 0, sha256: '', ...nameOf(known[file.id]) }));
    return { ...record, evidence };
  });

const nameOf = (text: EvidenceText | undefined): Omit<EvidenceText, 'salt'> | undefined => {
  if (text === undefined) return undefined;
  const { salt: _, ...name } = text;
  return name;
};

/** A copy of the file without the words of some comments and files; null when it had none of them. */
export function withoutTexts(texts: UnitTexts, gone: ReadonlySet<string>): UnitTexts | null {
  const keep = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
  const [comments, evidence] = [keep(texts.comments), keep(texts.evidence)];
  const removed = Object.keys(texts.comments).length + Object.keys(texts.evidence).length - Object.keys(comments).length - Object.keys(evidence).length;
  return removed === 0 ? null : { ...texts, comments, evidence };
}
