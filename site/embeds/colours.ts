import tokens from '../styles/tokens.css?raw';

/** Pictures stand on other sites, without the site's stylesheet; their colours are still those of its tokens. */
const NAMES = ['paper-raised', 'ink', 'ink-soft', 'line', 'line-strong', 'brand', 'seal', 'link', 'good', 'part', 'none'] as const;

/** The declarations of one rule: from its selector to the next closing brace. */
function ruleOf(selector: string): ReadonlyMap<string, string> {
  const start = tokens.indexOf(`${selector} {`);
  const rule = tokens.slice(start, tokens.indexOf('}', start));
  return new Map([...rule.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,8})\b/g)].map(([, name = '', colour = '']) => [name, colour]));
}

const custom = (selector: string): string => {
  const colours = ruleOf(selector);
  return NAMES.map((name) => {
    const colour = colours.get(name);
    if (colour === undefined) throw new Error(`tokens.css has no colour ${name} in ${selector}`);
    return `--${name}:${colour}`;
  }).join(';');
};

/** The colours as custom properties, light and dark by what the reader's system prefers. */
export const colours = (): string =>
  `:root{${custom(':root')}}@media(prefers-color-scheme:dark){:root{color-scheme:dark;${custom(':root[data-theme="dark"]')}}}`;
