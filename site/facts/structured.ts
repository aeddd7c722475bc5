import { LICENCE } from '../../proof/release/datapackage.ts';
import { absolute } from '../address.ts';
import { HTML_LANG, href, type Lang } from '../language.ts';
import type { Release } from '../release.ts';
import { words } from '../text/index.ts';
import { localDay } from './cycles.ts';

/** A description of a page for search engines, in the words of schema.org. */
export type Structured = Readonly<Record<string, unknown>>;

const CONTEXT = 'https://schema.org';
const FORMATS: Readonly<Record<string, string>> = { csv: 'text/csv', json: 'application/json', yaml: 'application/yaml', mjs: 'text/javascript' };

export const breadcrumbs = (steps: readonly { readonly label: string; readonly path: string }[], lang: Lang): Structured => ({
  '@context': CONTEXT,
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(({ label, path }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: label,
    item: absolute(href(lang, path)),
  })),
});

/** @returns null where the release has no such unit. */
export function organization({ units, city }: Release, id: string, lang: Lang): Structured | null {
  const unit = units.find((each) => each.id === id);
  if (!unit) return null;
  return {
    '@context': CONTEXT,
    '@type': 'GovernmentOrganization',
    name: unit.name[lang],
    alternateName: unit.name[lang === 'zh' ? 'en' : 'zh'],
    ...(unit.about[lang] !== '' && { description: unit.about[lang] }),
    url: absolute(href(lang, `/units/${id}`)),
    areaServed: city.name[lang],
  };
}

/** The release as a data set: its files, licence, and the time its cycles cover. */
export function dataset(release: Release, lang: Lang): Structured {
  const { manifest, city, cycles } = release;
  const days = cycles.flatMap(({ periods }) => periods.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn])).sort();
  const at = (path: string): string => absolute(`/releases/${manifest.release}/data/${path}`);
  return {
    '@context': CONTEXT,
    '@type': 'Dataset',
    name: `${city.site[lang]} · ${words(lang).data.release(manifest.release)}`,
    description: words(lang).data.lead,
    url: absolute(href(lang, '/data')),
    identifier: at('manifest.json'),
    version: String(manifest.release),
    datePublished: localDay(release, manifest.generatedAt),
    inLanguage: Object.values(HTML_LANG),
    isAccessibleForFree: true,
    license: LICENCE.path,
    creator: { '@type': 'Organization', name: city.footer.sponsor[lang] },
    ...(days.length > 0 && { temporalCoverage: `${days[0]}/${days.at(-1)}` }),
    distribution: manifest.files.map(({ path, bytes, sha256 }) => ({
      '@type': 'DataDownload',
      name: path,
      contentUrl: at(path),
      encodingFormat: FORMATS[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      contentSize: `${bytes} B`,
      sha256,
    })),
  };
}
