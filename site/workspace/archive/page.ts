import { archivedPath, href, type Lang, langOf } from '../../language.ts';
import type { Release } from '../../release.ts';
import { findView, type ViewLine } from '../../views/table.ts';
import type { PageContext } from '../server/page.ts';
import { openedRelease } from './opened.ts';

export interface ArchivedPage {
  readonly view: ViewLine['view'];
  readonly props: Readonly<Record<string, unknown>> & { readonly lang: Lang; readonly release: Release };
}

/** How long a reader may keep the page without asking again: only its line about the newest release can change. */
const KEPT_SECONDS = 300;

/** The page of a numbered release: drawn from its data by the view that the address has on the live site. */
export async function archivedPage(context: PageContext): Promise<ArchivedPage | Response> {
  const { locals, params, request, response } = context;
  const lang = langOf(params['lang']);
  const number = /^[1-9]\d{0,8}$/.test(params['number'] ?? '') ? Number(params['number']) : 0;
  const folder = locals.releases.folder(number);
  const live = locals.releases.live ?? 0;
  if (folder === null || (request.method !== 'GET' && request.method !== 'HEAD')) return locals.notFound();
  const rest = (params['path'] ?? '').replace(/\/+$/, '');
  if (rest === '') return context.redirect(href(lang, archivedPath(number, '/')), 302);
  const found = findView(rest === 'home' ? '/' : `/${rest}`);
  if (!found) return locals.notFound();
  const headers = {
    etag: `"${locals.build}-${number}-${live}"`,
    'cache-control': `public, max-age=${KEPT_SECONDS}, must-revalidate`,
    'x-robots-tag': 'noindex',
  };
  if (
    request.headers
      .get('if-none-match')
      ?.replaceAll('W/', '')
      .split(/\s*,\s*/)
      .includes(headers.etag)
  )
    return new Response(null, { status: 304, headers });
  const release = await openedRelease(folder);
  const given = found.line.props(release, found.names);
  if (!given) return locals.notFound();
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  locals.archive = { number, live };
  return { view: found.line.view, props: { ...given, lang, release } };
}
