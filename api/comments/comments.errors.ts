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
  new AppError('comment.not_published', 409, { zh: '只能办理已公开的留言。', en: 'Only a published comment is dealt with.' });

export const appealGranted = (): AppError =>
  new AppError('comment.appeal_granted', 409, {
    zh: '这条留言的申诉已获支持，不能再撤下。',
    en: 'The appeal of this comment was granted; it cannot be taken back again.',
  });

export const answeredAlready = (): AppError =>
  new AppError('comment.answered_already', 409, { zh: '这条留言已经答复，期限不再计算。', en: 'This comment has been answered; its clock has ended.' });

export const stopsOver = (): AppError =>
  new AppError('comment.cannot_stop', 409, {
    zh: '期限已经中止，或者这条留言没有期限，或者已经逾期。',
    en: 'The clock stands already, or there is none, or it has run out.',
  });

export const notStopped = (): AppError => new AppError('comment.not_stopped', 409, { zh: '期限没有中止。', en: 'The clock does not stand still.' });

export const handedOnEnough = (): AppError =>
  new AppError('comment.handed_on_enough', 409, {
    zh: '这条留言不能再转办，请由现单位答复。',
    en: 'This comment cannot be handed on again; the unit it stands with answers it.',
  });

export const notAnswered = (): AppError =>
  new AppError('comment.not_answered', 409, {
    zh: '单位还没有答复，答复后才能说明是否解决。',
    en: 'There is no answer yet; say whether it is solved when there is one.',
  });

export const judgedEnough = (): AppError =>
  new AppError('comment.judged_enough', 409, {
    zh: '您对这次答复已多次说明是否解决，以最后一次为准。',
    en: 'You have said several times whether this answer solved it; the last word stands.',
  });

export const reopenedEnough = (): AppError =>
  new AppError('comment.reopened_enough', 409, {
    zh: '已经超过可以要求重办的次数或期限。您仍可以说明没有解决，或另写一条留言。',
    en: 'It can no longer be reopened. You can still say that it is not solved, or write another comment.',
  });

export const notRefused = (): AppError =>
  new AppError('comment.not_refused', 409, { zh: '只有不予公开或已撤下的留言可以申诉。', en: 'Only a comment that was refused or withdrawn can be appealed.' });

export const appealedAlready = (): AppError =>
  new AppError('comment.appealed_already', 409, { zh: '每条留言只能申诉一次。', en: 'A comment can be appealed once.' });

export const noAppeal = (): AppError =>
  new AppError('comment.no_appeal', 409, { zh: '这条留言没有待决定的申诉。', en: 'There is no open appeal about this comment.' });

export const ownDecision = (): AppError =>
  new AppError('comment.own_decision', 403, {
    zh: '原决定由您作出，申诉须由另一位审核员决定。',
    en: 'You made the decision that is appealed; another moderator decides.',
  });

export const noContact = (): AppError =>
  new AppError('comment.no_contact', 404, {
    zh: '留言人没有留下联系方式，或已按规定删除。',
    en: 'The author left no contact, or it was deleted when its time was over.',
  });

export const saidAlready = (): AppError =>
  new AppError('comment.said_already', 409, { zh: '同样的内容刚刚提交过，不必重复提交。', en: 'The same text was sent a short while ago; once is enough.' });

export const tooManyMessages = (): AppError =>
  new AppError('comment.too_many_messages', 409, { zh: '补充的次数已达上限。', en: 'No more can be added to this comment.' });

export const sameReply = (): AppError =>
  new AppError('reply.repeated', 409, { zh: '同样的答复已经发布，不必重复提交。', en: 'The same reply stands there already.' });

/** What can be wrong with a comment, by field. */
const FIELDS = {
  kind: { zh: '本站没有这种留言类型。', en: 'This site has no such kind of comment.' },
  goal: { zh: '该单位的计划书中没有这个目标。', en: 'The unit’s plan has no such goal.' },
  author: { zh: '请填写署名。', en: 'Give a name.' },
  empty: { zh: '请写下内容，至少 5 个字。', en: 'Write what you have to say: at least 5 characters.' },
  contact: { zh: '请填写手机号码或邮箱，或者留空。', en: 'Give a phone number or an e-mail address, or leave it empty.' },
  trap: { zh: '这一栏请留空。', en: 'Leave this field empty.' },
  reason: { zh: '请选择一条已公布的中止理由。', en: 'Choose one of the published reasons.' },
  unit: { zh: '请选择另一个单位。', en: 'Choose another unit.' },
  rule: { zh: '不予公开时，必须引用一条已公布的规则。', en: 'A rejection names one of the published rules.' },
} as const satisfies Readonly<Record<string, Sentence>>;

export const fieldFault = (path: string, which: keyof typeof FIELDS): AppError => invalidInput([{ path, message: FIELDS[which] }]);

export const tooLong = (longest: number): AppError =>
  invalidInput([{ path: 'body', message: { zh: `内容最多 ${longest} 字。`, en: `At most ${longest} characters.` } }]);
