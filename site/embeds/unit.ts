import { axisOf } from '../facts/axis.ts';
import { pageOfUnit, type UnitEmbed } from '../facts/embed.ts';
import type { Lang } from '../language.ts';
import { words } from '../text/index.ts';
import { escaped, LEFT, picture, RIGHT, textLines } from './svg.ts';
import { borrowedLines, unitWords, warnings } from './words.ts';

/** The score on its axis, with interval and mean; nothing without a total. */
function scale({ result, category }: UnitEmbed, y: number, lang: Lang): { readonly elements: string; readonly end: number } {
  const { total, interval } = result;
  if (total === null) return { elements: '', end: y };
  const mean = category.mean?.rounded ?? total.rounded;
  const axis = axisOf([total.rounded, mean, interval?.low ?? total.rounded, interval?.high ?? total.rounded]);
  const at = (value: number | string): string => (LEFT + (axis.at(value) / 100) * (RIGHT - LEFT)).toFixed(1);
  const range = interval ? `<line class="range" stroke-width="7" x1="${at(interval.low)}" x2="${at(interval.high)}" y1="${y}" y2="${y}"/>` : '';
  const label = `<text class="soft" font-size="12.5" y="${y + 28}" x="${LEFT}">${axis.low}</text><text class="soft" font-size="12.5" y="${y + 28}" x="${RIGHT}" text-anchor="end">${axis.high}</text><text class="soft" font-size="12.5" y="${y + 28}" x="${(LEFT + RIGHT) / 2}" text-anchor="middle">┆ ${escaped(words(lang).media.mean(mean))}</text>`;
  return {
    elements: `<line class="axis" x1="${LEFT}" x2="${RIGHT}" y1="${y}" y2="${y}"/><line class="mean" x1="${at(mean)}" x2="${at(mean)}" y1="${y - 12}" y2="${y + 12}"/>${range}<circle class="dot" cx="${at(total.rounded)}" cy="${y}" r="5.5"/>${label}`,
    end: y + 28,
  };
}

/** The still picture of one unit's score. */
export function unitPicture(embed: UnitEmbed, cycle: string, lang: Lang): string {
  const { title, facts, origin } = unitWords(embed, lang);
  const warning = warnings(embed, lang);
  const t = words(lang).media;
  const figure = embed.total === null ? t.noTotal : `${embed.total}`;
  const beside = embed.total === null ? '' : [t.points, embed.grade?.[lang]].filter(Boolean).join(' · ');
  const head = textLines([...(warning ? [{ text: warning, size: 13, look: 'tag' }] : []), { text: title, size: 17, look: 'strong' }], 8);
  const y = head.end + 42;
  const number = `<text x="${LEFT}" y="${y.toFixed(1)}"><tspan font-size="34" class="strong">${escaped(figure)}</tspan><tspan font-size="14" dx="8" class="soft">${escaped(beside)}</tspan></text>`;
  const bar = scale(embed, Math.round(y) + 26, lang);
  const foot = textLines(
    [
      ...facts.map((text) => ({ text, size: 13.5 })),
      ...[origin, ...borrowedLines(embed, lang)].map((text, index) => ({ text, size: 12.5, look: 'soft', gap: index === 0 ? 5 : 0 })),
      { text: pageOfUnit(embed.id, cycle, lang), size: 12.5, look: 'link' },
    ],
    bar.end + 6,
  );
  const description = [embed.total === null ? t.noTotal : `${embed.total} ${beside}`, ...facts, ...(warning ? [warning] : []), origin].join(
    lang === 'zh' ? '；' : '; ',
  );
  return picture({
    lang,
    title,
    description,
    height: foot.end + 16,
    href: pageOfUnit(embed.id, cycle, lang),
    body: `${head.elements}${number}${bar.elements}${foot.elements}`,
  });
}
