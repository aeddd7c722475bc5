import { AppError } from './errors.ts';

/** What PostgreSQL or its driver says of an error, as far as this file reads it. */
interface DatabaseError extends Error {
  readonly query?: unknown;
  readonly code?: string;
  readonly constraint_name?: string;
  readonly table_name?: string;
}

/** SQLSTATEs of a text that no database column can hold: NUL, or half of a character. */
const NO_TEXT = new Set(['22021', '22P05']);

/** The connection is gone or never came; the same request may work in a moment. */
const UNREACHABLE = /^(57P0[1-5]|08...|53300|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONN(REFUSED|RESET)|ENOENT|EPIPE|ETIMEDOUT)$/;

/** No room for what was sent: on the database's disk, or on ours. */
const NO_SPACE = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** The query layer puts its own error around that of the database. */
function databaseError(error: Error): DatabaseError | null {
  const inner = error.cause instanceof Error && 'query' in error ? error.cause : error;
  const { name, code } = inner as DatabaseError;
  return inner !== error || name === 'PostgresError' || /^(CONNECT|ECONN|EPIPE)/.test(code ?? '') ? (inner as DatabaseError) : null;
}

/** The refusal that an error of the database stands for; null when it is a fault of ours. */
export function refusalOf(error: Error): AppError | null {
  const code = databaseError(error)?.code ?? '';
  if (NO_SPACE.has(code) || NO_SPACE.has((error as DatabaseError).code ?? ''))
    return new AppError('server.no_space', 507, {
      zh: '服务器存储空间已满，没有保存；请稍后再试。',
      en: 'The server has no space left; nothing was kept. Try again later.',
    });
  if (NO_TEXT.has(code))
    return new AppError('request.no_text', 422, { zh: '提交的文字含有无法保存的字符。', en: 'The text holds a character that cannot be kept.' });
  if (UNREACHABLE.test(code))
    return new AppError(
      'server.database_unreachable',
      503,
      { zh: '数据库暂时连接不上，请稍后再试；没有保存任何内容。', en: 'The database cannot be reached for the moment; try again shortly. Nothing was kept.' },
      { headers: { 'retry-after': '5' } },
    );
  return null;
}

/**
 * What the log keeps of an error. Of one that the database raised only its code and place: its message and the query's
 * hold what people wrote, and on the rating way the mark of a ballot.
 */
export function loggable(error: Error): Readonly<Record<string, unknown>> {
  const raised = databaseError(error);
  if (raised === null) return { name: error.name, message: error.message, stack: error.stack };
  const { code, constraint_name: constraint, table_name: table } = raised;
  return { name: raised.name, code, constraint, table, stack: framesOf(error) };
}

/** The stack without the message that stands before it. */
const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
