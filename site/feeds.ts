import { absolute, publicUrl } from './address.ts';
import { errata, type ReleaseLine, releaseLines } from './facts/releases.ts';
import { day, HTML_LANG, href, type Lang } from './language.ts';
import type { Release } from './release.ts';
import { words } from './text/index.ts';

export const FEEDS = ['releases', 'errata'] as const;
export type FeedName = (typeof FEEDS)[number];

/** Entries of a feed: readers ask for what is new; the whole list is a page. */
const NEWEST = 60;

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly at: string;
  readonly path: string;
  readonly summary: string;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? '');

/** A tag URI (RFC 4151): names an entry for ever, whatever its address becomes. */
const tag = (on: string, name: string): string => `tag:${publicUrl().hostname},${on}:${name}`;

/** An Atom feed (RFC 4287) of a release. Same release, language and public address: same bytes. */
export function feedText(release: Release, name: FeedName, lang: Lang): string {
  const t = words(lang).releases;
  const entries = (name === 'releases' ? releaseEntries(release, lang) : erratumEntries(release, lang)).slice(0, NEWEST);
  const first = releaseLines(release).at(-1);
  const updated = entries[0]?.at ?? first?.generatedAt ?? release.manifest.generatedAt;
  const path = `/feeds/${name}.xml`;
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${HTML_LANG[lang]}">`,
    ` <id>${escaped(tag(first?.on.slice(0, 4) ?? '', `${release.city.id}/${lang}/feeds/${name}`))}</id>`,
    ` <title>${escaped(`${release.city.site[lang]} · ${name === 'releases' ? t.title : t.errataTitle}`)}</title>`,
    ` <updated>${updated}</updated>`,
    ` <author><name>${escaped(release.city.site[lang])}</name></author>`,
    ` <link rel="self" type="application/atom+xml" href="${escaped(absolute(href(lang, path)))}"/>`,
    ` <link rel="alternate" type="text/html" href="${escaped(absolute(href(lang, name === 'releases' ? '/releases' : '/releases/errata')))}"/>`,
    ` <rights>CC BY 4.0</rights>`,
    ...entries.flatMap((entry) => entryLines(entry, lang)),
    '</feed>',
  ].join('\n')}\n`;
}

const entryLines = ({ id, title, at, path, summary }: Entry, lang: Lang): string[] => [
  ' <entry>',
  `  <id>${escaped(id)}</id>`,
  `  <title>${escaped(title)}</title>`,
  `  <updated>${at}</updated>`,
  `  <published>${at}</published>`,
  `  <link rel="alternate" type="text/html" href="${escaped(absolute(href(lang, path)))}"/>`,
  `  <summary>${escaped(summary)}</summary>`,
  ' </entry>',
];

function releaseEntries(release: Release, lang: Lang): Entry[] {
  const t = words(lang).releases;
  return releaseLines(release).map((line) => ({
    id: tag(line.on, `${release.city.id}/${lang}/releases/${line.number}`),
    title: titleOf(line, lang),
    at: line.generatedAt,
    path: `/releases/${line.number}/`,
    summary: [
      ...(line.corrects ? [`${t.erratum(line.number, line.corrects.release)}${lang === 'zh' ? '：' : ': '}${line.corrects.reason[lang]}`] : []),
      ...(line.objectionsUntil ? [t.entry.until(day(line.objectionsUntil, lang))] : []),
      t.entry.manifest(line.manifestSha256),
    ].join(lang === 'zh' ? '' : ' '),
  }));
}

function titleOf(line: ReleaseLine, lang: Lang): string {
  const t = words(lang).releases;
  if (line.kind === 'daily') return t.entry.daily(line.number);
  return t.entry.score(
    line.number,
    line.labels.map((label) => label[lang]),
    line.stage ? t.stage[line.stage] : '',
  );
}

function erratumEntries(release: Release, lang: Lang): Entry[] {
  const t = words(lang).releases;
  return errata(release).map((line) => ({
    id: tag(line.on, `${release.city.id}/${lang}/errata/${line.number}`),
    title: t.erratum(line.number, line.corrects.release),
    at: line.generatedAt,
    path: `/releases/errata#r${line.number}`,
    summary: line.corrects.reason[lang],
  }));
}
