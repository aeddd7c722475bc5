import { AppError, invalidInput, type Sentence } from '../errors.ts';

export const commentsClosed = (): AppError => new AppError('comment.closed', 403, { zh: '本站不接受留言。', en: 'This site takes no comments.' });

export const tooManyComments = (seconds: number): AppError =>
  new AppError(
    'comment.too_many',
    429,
    { zh: `留言过于频繁，请 ${seconds} 秒后再试。`, en: `Too many comments; try again in ${seconds} seconds.` },
    { headers: { 'retry-after': String(seconds) } },
  );

export const tooManyLookups = (seconds: number): AppError =>
  new AppError(
    'comment.too_many_lookups',
    429,
    { zh: `查询过于频繁，请 ${seconds} 秒后再试。`, en: `Too many look-ups; try again in ${seconds} seconds.` },
    { headers: { 'retry-after': String(seconds) } },
  );

export const unknownTrackingCode = (): AppError =>
  new AppError('comment.unknown_code', 404, {
    zh: '没有这个查询码，请核对后重试。',
    en: 'There is no comment with this tracking code; check it and try again.',
  });

export const unknownComment = (): AppError => new AppError('comment.unknown', 404, { zh: '没有这条留言。', en: 'There is no such comment.' });

export const alreadyDecided = (): AppError =>
  new AppError('comment.already_decided', 409, { zh: '这条留言已经审核过了。', en: 'This comment has been decided already.' });

export const notPublished = (): AppError =>
  new AppError('comment.not_published', 409, { zh: '只能答复已公开的留言。', en: 'Only a published comment can be answered.' });

export const sameReply = (): AppError =>
  new AppError('reply.repeated', 409, { zh: '同样的答复已经发布，不必重复提交。', en: 'The same reply stands there already.' });

/** What can be wrong with a comment, by field. */
const FIELDS = {
  kind: { zh: '本站没有这种留言类型。', en: 'This site has no such kind of comment.' },
  goal: { zh: '该单位的计划书中没有这个目标。', en: 'The unit’s plan has no such goal.' },
  author: { zh: '请填写署名。', en: 'Give a name.' },
  empty: { zh: '请写下内容，至少 5 个字。', en: 'Write what you have to say: at least 5 characters.' },
  rule: { zh: '不予公开时，必须引用一条已公布的规则。', en: 'A rejection names one of the published rules.' },
} as const satisfies Readonly<Record<string, Sentence>>;

export const fieldFault = (path: string, which: keyof typeof FIELDS): AppError => invalidInput([{ path, message: FIELDS[which] }]);

export const tooLong = (longest: number): AppError =>
  invalidInput([{ path: 'body', message: { zh: `内容最多 ${longest} 字。`, en: `At most ${longest} characters.` } }]);
