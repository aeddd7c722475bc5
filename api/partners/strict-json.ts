/** A batch is an object of lists of flat objects; nothing honest is deeper. */
const DEEPEST = 32;

const BACKSLASH = 92;

/**
 * Whether a text that parses as JSON means one thing only: no object has a key twice, of which parsers keep one or the
 * other, and nothing is nested deeper than 32 levels.
 */
export function isPlainJson(text: string): boolean {
  /** Keys of the objects around; null for a list. */
  const around: (Set<string> | null)[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{' || sign === '[') {
      around.push(sign === '{' ? new Set() : null);
      if (around.length > DEEPEST) return false;
      expectsKey = sign === '{';
    } else if (sign === '}' || sign === ']') {
      around.pop();
      expectsKey = false;
    } else if (sign === ',') expectsKey = (around.at(-1) ?? null) !== null;
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (expectsKey && !addKey(around.at(-1), text.slice(at, end + 1))) return false;
      expectsKey = false;
      at = end;
    }
  }
  return true;
}

function addKey(keys: Set<string> | null | undefined, quoted: string): boolean {
  const key = JSON.parse(quoted) as string;
  if (keys?.has(key)) return false;
  keys?.add(key);
  return true;
}

/** Place of the quotation mark that ends the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((at - before) % 2 === 1) return at;
  }
  return text.length;
}
