import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';
import { AppError, type Fault, invalidInput, type Sentence } from './errors.ts';
import type { Logger } from './log.ts';
import { loggable, refusalOf } from './unexpected.ts';

export type Language = 'zh' | 'en';

/** The reader's language: `?lang=en`, else the first of zh/en that the browser asks for, else Chinese. */
export function languageOf(c: Context): Language {
  const asked = c.req.query('lang') ?? c.req.header('accept-language') ?? '';
  const first = asked
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((part) => part === 'zh' || part === 'en');
  return first === 'en' ? 'en' : 'zh';
}

/** RFC 9457 problem details; `messages` holds the sentence in both languages, `errors` one entry per fault. */
export function problem(c: Context, error: AppError): Response {
  const language = languageOf(c);
  const body = {
    type: `/problems/${error.code}`,
    title: error.sentence[language],
    status: error.status,
    code: error.code,
    messages: error.sentence,
    ...(error.faults.length > 0 && { errors: error.faults.map((fault) => ({ path: fault.path, detail: fault.message[language], messages: fault.message })) }),
  };
  return c.body(JSON.stringify(body), error.status, { 'content-type': 'application/problem+json; charset=utf-8', ...error.headers });
}

/** The application's only error handler: known errors become problems, all others one sentence and a log line. */
export const handleError =
  (log: Logger) =>
  (error: Error, c: Context): Response => {
    if (error instanceof AppError) return problem(c, error);
    if (error instanceof HTTPException) return problem(c, fromHttpException(error));
    const refusal = refusalOf(error);
    if (refusal?.status !== 422) log.error({ error: loggable(error), method: c.req.method }, 'unexpected error');
    if (refusal) return problem(c, refusal);
    return problem(
      c,
      new AppError('server.unexpected', 500, {
        zh: '系统出错，已记录；请稍后再试。',
        en: 'Something went wrong here. It is recorded; please try again later.',
      }),
    );
  };

function fromHttpException(error: HTTPException): AppError {
  return new AppError('request.malformed', error.status, { zh: '请求格式不正确。', en: 'The request is malformed.' });
}

/** Default hook of every route: validation issues become faults with sentences in both languages. */
export function validationHook(result: { success: boolean; error?: z.core.$ZodError }): void {
  if (result.success || !result.error) return;
  const { issues } = result.error;
  const more = issues.length - MOST_FAULTS;
  const rest: Fault[] = more > 0 ? [{ path: '', message: { zh: `另有 ${more} 处。`, en: `And ${more} more.` } }] : [];
  throw invalidInput([...issues.slice(0, MOST_FAULTS).map(toFault), ...rest]);
}

/** Faults told at once: an answer must not grow far beyond what was asked with. */
const MOST_FAULTS = 100;
const MOST_KEYS = 20;

function toFault(issue: z.core.$ZodIssue): Fault {
  return { path: issue.path.map(String).join('.'), message: sentenceFor(issue) };
}

function sentenceFor(issue: z.core.$ZodIssue): Sentence {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { zh: '缺少此项或类型不对。', en: `Missing, or not of type ${issue.expected}.` }
        : { zh: '类型不对。', en: `Must be of type ${issue.expected}.` };
    case 'too_small':
      return { zh: `太短或太小（至少 ${issue.minimum}）。`, en: `Too short or too small (at least ${issue.minimum}).` };
    case 'too_big':
      return { zh: `太长或太大（至多 ${issue.maximum}）。`, en: `Too long or too large (at most ${issue.maximum}).` };
    case 'invalid_value':
      return { zh: `只能是：${issue.values.join('、')}。`, en: `Must be one of: ${issue.values.join(', ')}.` };
    case 'unrecognized_keys':
      return { zh: `多出不认识的项：${some(issue.keys, '、')}。`, en: `Unknown keys: ${some(issue.keys, ', ')}.` };
    default:
      return { zh: '格式不对。', en: `Not in the right form: ${issue.message}` };
  }
}

const some = (keys: readonly string[], mark: string): string =>
  keys
    .slice(0, MOST_KEYS)
    .map((key) => key.slice(0, 100))
    .join(mark) + (keys.length > MOST_KEYS ? `${mark}…` : '');
