import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../context.ts';
import { answeredTwice } from './ballots.errors.ts';

/** A string that never ends is taken to the end of the text: were it tried from each of its quotes anew, time would grow with the square. */
const TOKENS = /"(?:[^"\\]|\\[\s\S]?)*(?:"|$)|[{}[\]:,]/g;

/**
 * A key that one object of a JSON text names twice; null where none does. Reading would keep the last without a word:
 * of "don't know" and a level for one question nobody can say which was meant. Text that is no JSON may give anything.
 */
export function repeatedKey(json: string): string | null {
  const open: Set<string>[] = [];
  let last = '';
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const [keys, key] = [open.at(-1), spelled(last)];
      if (key === null || keys === undefined) return null;
      if (keys.has(key)) return key;
      keys.add(key);
    } else if (token !== ',') last = token;
  }
  return null;
}

/** One key has many spellings in JSON; null for what is none. */
function spelled(token: string): string | null {
  try {
    return String(JSON.parse(token));
  } catch {
    return null;
  }
}

/** Refuses a cast in which something is said twice. */
export const saidOnce: MiddlewareHandler<AppEnv> = async (c, next) => {
  const key = c.req.method === 'GET' ? null : repeatedKey(await c.req.text());
  if (key !== null) throw answeredTwice(key);
  return next();
};
