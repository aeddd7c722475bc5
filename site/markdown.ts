/**
 * The Markdown that content pages use: headings, paragraphs, lists, quotes, fenced code, strong, emphasis, code, links.
 * Everything else stays text; HTML in a page is shown, never interpreted.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly html: string }
  | { readonly kind: 'paragraph' | 'quote' | 'code'; readonly html: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Only addresses of this site, mail and the web become links. */
const link = (label: string, target: string): string => (/^(\/|#|https?:|mailto:)/.test(target) ? `<a href="${target}">${label}</a>` : label);

function inline(text: string): string {
  return escaped(text)
    .split(/(`[^`]+`)/)
    .map((part) => {
      if (part.startsWith('`') && part.length > 2) return `<code>${part.slice(1, -1)}</code>`;
      return part
        .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, label: string, target: string) => link(label, target))
        .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
        .replace(/\*([^*\s][^*]*)\*/g, '<em>$1</em>')
        .replace(/([，。：；！？]<\/strong>) (?=[\u4e00-\u9fff])/g, '$1');
    })
    .join('');
}

const ITEM = /^\s*(?:[-*]|\d+\.)\s+/;

/** Lines of one paragraph or item; Chinese lines join without a space. */
const joined = (lines: readonly string[]): string =>
  lines.map((line) => line.trim()).reduce((all, line) => (/[\u3000-\u9fff\uff00-\uffef]$/.test(all) ? all + line : `${all} ${line}`.trim()), '');

function list(lines: readonly string[]): Block {
  const items: string[][] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push([line.replace(ITEM, '')]);
    else items.at(-1)?.push(line);
  }
  return { kind: 'list', ordered: /^\s*\d/.test(lines[0] ?? ''), items: items.map((item) => inline(joined(item))) };
}

function block(text: string): Block {
  const lines = text.split('\n');
  const heading = /^(#{1,4})\s+(.*)$/.exec(text);
  if (heading) return { kind: 'heading', level: Math.max(2, heading[1]?.length ?? 2), html: inline(heading[2] ?? '') };
  if (ITEM.test(text)) return list(lines);
  if (text.startsWith('>')) return { kind: 'quote', html: inline(joined(lines.map((line) => line.replace(/^>\s?/, '')))) };
  return { kind: 'paragraph', html: inline(joined(lines)) };
}

/** Splits a page into its blocks. */
export function blocks(markdown: string): Block[] {
  const parts = markdown.split(/(?:^|\n)```[^\n]*\n([\s\S]*?)\n```(?:\n|$)/);
  return parts.flatMap((part, index): Block[] => {
    if (index % 2 === 1) return [{ kind: 'code', html: escaped(part) }];
    const apart = part.replace(/^(#{1,4} .*)\n(?!\n)/gm, '$1\n\n').replace(/^([^\s#>*-].*)\n(?=[-*] )/gm, '$1\n\n');
    return apart
      .split(/\n{2,}/)
      .map((text) => text.trim())
      .filter(Boolean)
      .map(block);
  });
}
