import { axisOf } from '../facts/axis.ts';
import { pageOfRanking, type RankingEmbed } from '../facts/embed.ts';
import type { Lang } from '../language.ts';
import { words } from '../text/index.ts';
import { escaped, LEFT, picture, RIGHT, shortened, textLines } from './svg.ts';
import { borrowedLines, rankingWords, warnings } from './words.ts';

/** Up to so many units stand with their names, one line each; more stand side by side without. */
const MOST_NAMED = 12;
const NAME_WIDTH = 120;
const TALL = 150;

type Drawn = { readonly elements: string; readonly end: number };
type Unit = RankingEmbed['units'][number];

const ends = ({ result }: Unit): readonly [low: string, high: string] => {
  const total = result.total?.rounded ?? '0';
  return [result.interval?.low ?? total, result.interval?.high ?? total];
};
const axisFor = (units: readonly Unit[]) => axisOf(units.flatMap((unit) => [unit.result.total?.rounded ?? '0', ...ends(unit)]));
const look = ({ result }: Unit): string => result.band ?? 'not-separable';
const tick = (x: number, y: number, anchor: string, text: string): string =>
  `<text class="soft" font-size="12.5" x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(text)}</text>`;

/** Each unit on a line of its own: name, interval, score. */
function named({ units, category }: RankingEmbed, y: number, lang: Lang): Drawn {
  const axis = axisFor(units);
  const from = LEFT + NAME_WIDTH;
  const at = (value: number | string): string => (from + 8 + (axis.at(value) / 100) * (RIGHT - from - 12)).toFixed(1);
  const rows = units.map((unit, index) => {
    const middle = y + 14 + index * 23;
    const [low, high] = ends(unit);
    return `<text font-size="13" x="${LEFT}" y="${middle + 4.5}">${escaped(shortened(unit.name[lang], 13, NAME_WIDTH))}</text><line class="range" stroke-width="6" x1="${at(low)}" x2="${at(high)}" y1="${middle}" y2="${middle}"/><circle class="${look(unit)}" cx="${at(unit.result.total?.rounded ?? '0')}" cy="${middle}" r="4.5"/>`;
  });
  const end = y + units.length * 23 + 8;
  const mean = category.mean?.rounded;
  const line = mean === undefined ? '' : `<line class="mean" x1="${at(mean)}" x2="${at(mean)}" y1="${y}" y2="${end}"/>`;
  return {
    elements: `${line}${rows.join('')}${tick(Number(at(axis.low)), end + 15, 'middle', String(axis.low))}${tick(RIGHT, end + 15, 'end', String(axis.high))}`,
    end: end + 15,
  };
}

/** All units side by side, best on the left: a dot for the score, a line for the interval. */
function sideBySide({ units, category }: RankingEmbed, y: number): Drawn {
  const axis = axisFor(units);
  const from = LEFT + 26;
  const height = (value: number | string): string => (y + TALL - (axis.at(value) / 100) * TALL).toFixed(1);
  const step = (RIGHT - from) / units.length;
  const size = Math.min(4, Math.max(1.2, step * 0.42)).toFixed(1);
  const marks = units.map((unit, index) => {
    const x = (from + step * (index + 0.5)).toFixed(1);
    const [low, high] = ends(unit);
    return `<line class="range" stroke-width="${Math.max(1, step * 0.4).toFixed(1)}" x1="${x}" x2="${x}" y1="${height(low)}" y2="${height(high)}"/><circle class="${look(unit)}" cx="${x}" cy="${height(unit.result.total?.rounded ?? '0')}" r="${size}"/>`;
  });
  const mean = category.mean?.rounded ?? '0';
  const lines = `<line class="mean" x1="${from}" x2="${RIGHT}" y1="${height(mean)}" y2="${height(mean)}"/><line class="axis" x1="${from}" x2="${RIGHT}" y1="${y + TALL}" y2="${y + TALL}"/>`;
  return {
    elements: `${lines}${marks.join('')}${tick(LEFT, y + 9, 'start', String(axis.high))}${tick(LEFT, y + TALL, 'start', String(axis.low))}`,
    end: y + TALL + 4,
  };
}

/** The still picture of a ranking: bands in words first, then every score with its interval. */
export function rankingPicture(embed: RankingEmbed, cycle: string, lang: Lang): string {
  const { title, facts, origin } = rankingWords(embed, lang);
  const { units, category } = embed;
  const warning = warnings(embed, lang);
  const t = words(lang).media;
  const address = pageOfRanking(cycle, category.id, lang);
  const head = textLines(
    [
      ...(warning ? [{ text: warning, size: 13, look: 'tag' }] : []),
      { text: title, size: 17, look: 'strong' },
      ...facts.map((text, index) => ({ text, size: 13.5, gap: index === 0 ? 5 : 0 })),
    ],
    8,
  );
  const plot = units.length === 0 ? head : units.length > MOST_NAMED ? sideBySide(embed, head.end + 16) : named(embed, head.end + 12, lang);
  const shown = units.length === 0 ? '' : plot.elements;
  const spread = t.rankingAlt({
    n: units.length,
    low: units.at(-1)?.result.total?.rounded ?? '—',
    high: units[0]?.result.total?.rounded ?? '—',
    mean: category.mean?.rounded ?? '—',
  });
  const foot = textLines(
    [
      ...(units.length > 1 ? [{ text: spread, size: 13.5 }] : []),
      ...[origin, ...borrowedLines(embed, lang)].map((text, index) => ({ text, size: 12.5, look: 'soft', gap: index === 0 ? 5 : 0 })),
      { text: address, size: 12.5, look: 'link' },
    ],
    plot.end + 6,
  );
  const description = [spread, ...facts, ...(warning ? [warning] : []), origin].join(lang === 'zh' ? '；' : '; ');
  return picture({ lang, title, description, height: foot.end + 16, href: address, body: `${head.elements}${shown}${foot.elements}` });
}
