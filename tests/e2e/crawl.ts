import type { APIRequestContext } from '@playwright/test';

/** One page of the static site: where it links to, and what can be linked to on it. */
export interface CrawledPage {
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
}

export interface Crawl {
  readonly pages: ReadonlyMap<string, CrawledPage>;
  /** Links that lead nowhere, each with the page it stands on. */
  readonly broken: readonly string[];
}

/** Made on demand: asked for, but not read further. */
const LIVE = /^(\/en)?\/(rate|comment|login|workspace|evidence|api|releases\/\d+)(\/|$)/;
const AT_ONCE = 8;
/** There are thousands of these, made by the same few pages: so many of each are asked for. */
const LIVE_OF_A_KIND = 25;

const plain = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#38;', '&');

function read(html: string): CrawledPage {
  const inside = html.replace(/<script[\s\S]*?<\/script>/g, '');
  const links = [...inside.matchAll(/\s(?:href|src|action)="(\/[^"]*|#[^"]*)"/g)].map(([, address = '']) => plain(address));
  return { links, ids: new Set([...inside.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id)) };
}

/**
 * Walks over every page of the site by its links, as a search engine would.
 * @param absent addresses that are not asked for at all.
 */
export async function crawlSite(request: APIRequestContext, absent?: RegExp): Promise<Crawl> {
  const pages = new Map<string, CrawledPage>();
  const statuses = new Map<string, number>();
  const live = new Map<string, number>();
  let wave = ['/', '/en/'];
  while (wave.length > 0) {
    const found = new Set<string>();
    for (let at = 0; at < wave.length; at += AT_ONCE) {
      await Promise.all(wave.slice(at, at + AT_ONCE).map((address) => visit(address, found)));
    }
    wave = [...found].filter((address) => !statuses.has(address) && isWanted(address));
  }
  return { pages, broken: [...pages].flatMap(([address, page]) => page.links.filter((link) => !leads(link, address)).map((link) => `${address} → ${link}`)) };

  function isWanted(address: string): boolean {
    const [, , kind] = address.match(LIVE) ?? [];
    if (kind === undefined) return true;
    live.set(kind, (live.get(kind) ?? 0) + 1);
    return (live.get(kind) ?? 0) <= LIVE_OF_A_KIND;
  }

  async function visit(address: string, found: Set<string>): Promise<void> {
    const answer = await request.fetch(address, LIVE.test(address) ? { method: 'HEAD' } : {});
    statuses.set(address, answer.status());
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html') || LIVE.test(address)) return;
    const page = read(await answer.text());
    pages.set(address, page);
    for (const link of page.links) if (link.startsWith('/') && !absent?.test(link)) found.add(link.replace(/[?#].*$/s, ''));
  }

  function leads(link: string, from: string): boolean {
    const [address = '', anchor = ''] = link.startsWith('#') ? [from, link.slice(1)] : link.replace(/\?[^#]*/, '').split('#');
    if ((statuses.get(address) ?? 0) >= 400) return false;
    return anchor === '' || !pages.has(address) || pages.get(address)?.ids.has(decodeURIComponent(anchor)) === true;
  }
}

/** One page of each kind: the kind is the first step of the address and how many steps follow. */
export function oneOfEachKind(crawl: Crawl, language: '' | '/en'): string[] {
  const kinds = new Map<string, string>();
  for (const address of [...crawl.pages.keys()].filter((each) => /^\/en(\/|$)/.test(each) === (language === '/en')).sort()) {
    const steps = address.slice(language.length).split('/').filter(Boolean);
    const kind = `${steps[0] ?? ''}/${steps.length}`;
    if (!kinds.has(kind)) kinds.set(kind, address);
  }
  return [...kinds.values()];
}

/** Ten of many, the same ten for the same seed. */
export function tenOf(many: readonly string[], seed: number): string[] {
  const left = [...many].sort();
  let state = seed;
  return Array.from({ length: Math.min(10, left.length) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return left.splice(state % left.length, 1)[0] ?? '';
  });
}
