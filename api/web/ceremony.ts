import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type Context, Hono } from 'hono';

type Language = 'zh' | 'en';

interface CeremonySource {
  readonly ceremonyPage: (lang: Language, parts: { readonly script: string; readonly style: string; readonly policy: string }) => string;
  readonly sheetStyle: string;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing may be fetched, by any means: what is made on the page cannot leave it. */
const policyOf = (script: string, style: string): string =>
  `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:; base-uri 'none'; form-action 'none'`;

async function buildPages(projectDir: string): Promise<Readonly<Record<Language, { readonly html: string; readonly policy: string }>>> {
  const folder = path.join(projectDir, 'site/ceremony');
  const { ceremonyPage, sheetStyle } = (await import(pathToFileURL(path.join(folder, 'page.ts')).href)) as CeremonySource;
  const bundle = async (entry: string): Promise<string> => {
    const { outputFiles } = await build({
      absWorkingDir: projectDir,
      entryPoints: [path.join(folder, entry)],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      minify: true,
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
    });
    return (outputFiles[0]?.text ?? '').trim();
  };
  const [script, css] = await Promise.all([bundle('main.ts'), bundle('ceremony.css')]);
  const [safe, style] = [script.replaceAll('</script', '<\\/script'), css + sheetStyle];
  const policy = policyOf(safe, style);
  const page = (lang: Language) => ({ html: ceremonyPage(lang, { script: safe, style, policy }), policy });
  return { zh: page('zh'), en: page('en') };
}

/** The key ceremony: one page that needs nothing else, to be read here or taken to a computer without a network. */
export function ceremonyPages(projectDir: string) {
  let pages: ReturnType<typeof buildPages> | undefined;
  const answer =
    (lang: Language, download: boolean) =>
    async (c: Context): Promise<Response> => {
      pages ??= buildPages(projectDir);
      const { html, policy } = (await pages)[lang];
      c.header('content-security-policy', `${policy}; frame-ancestors 'none'`);
      c.header('cache-control', 'no-cache');
      if (download) c.header('content-disposition', `attachment; filename="gongping-ceremony-${lang}.html"`);
      return c.html(html);
    };
  return new Hono()
    .get('/ceremony', answer('zh', false))
    .get('/en/ceremony', answer('en', false))
    .get('/ceremony.html', answer('zh', true))
    .get('/en/ceremony.html', answer('en', true));
}
