import { pinyin } from 'pinyin-pro';

const known = new Map<string, string>();

function spelled(chinese: string): string[] {
  const syllables = pinyin(chinese, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const of = (parts: readonly string[]): string[] => [parts.join(''), parts.map((part) => part[0] ?? '').join('')];
  return [...of(syllables), ...(chinese.startsWith('市') ? of(syllables.slice(1)) : [])];
}

/** Chinese as it is typed: `市教育局` → `市教育局 shijiaoyuju sjyj jiaoyuju jyj`, also without the leading 市, since nobody types it. */
export function searchText(chinese: string, ...others: readonly string[]): string {
  const key = [chinese, ...others].join('\n');
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const text = [chinese, ...others, ...spelled(chinese)].join(' ').toLowerCase();
  known.set(key, text);
  return text;
}

/** Several Chinese words as they are typed; words that are no Chinese stay as they are. */
export const searchWords = (chinese: readonly string[], others: readonly string[]): string =>
  [...chinese.map((word) => (/^[\x20-\x7e]+$/.test(word) ? word : searchText(word))), ...others].join(' ').toLowerCase();
