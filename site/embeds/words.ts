import type { RankingEmbed, UnitEmbed } from '../facts/embed.ts';
import { count, day, type Lang } from '../language.ts';
import { words } from '../text/index.ts';

/** How sure the figures are, from how many answers, and where they come from: stands under everything that is embedded. */
const origin = ({ site, release, day: on }: UnitEmbed | RankingEmbed, lang: Lang): string =>
  words(lang).media.from({ site: site[lang], release, day: day(on, lang) });

/** Lines about borrowed data, for small print. */
export const borrowedLines = ({ borrowed }: UnitEmbed | RankingEmbed, lang: Lang): string[] => borrowed.map((each) => each[lang]);

/** Words that must not be missing where they are true. */
export function warnings({ provisional, demonstration }: UnitEmbed | RankingEmbed, lang: Lang): string | null {
  const t = words(lang).media;
  const all = [provisional && t.provisionalLong, demonstration && t.demonstration].filter((each) => each !== false);
  return all.length === 0 ? null : all.join(' · ');
}

const level = (value: string | undefined): string => `${Math.round(Number(value ?? 0.95) * 100)}%`;
export const twoPlaces = (value: string): string => Number(value).toFixed(2);

interface EmbedWords {
  readonly title: string;
  readonly facts: readonly string[];
  readonly origin: string;
}

export function unitWords(embed: UnitEmbed, lang: Lang): EmbedWords {
  const t = words(lang).media;
  const { result, category, answers } = embed;
  const { interval, rank, rankInterval, band, total } = result;
  const [low, high] = rankInterval ?? [rank ?? 0, rank ?? 0];
  const facts = [
    total && band && words(lang).states.band[band],
    total && (interval ? t.interval(twoPlaces(interval.low), twoPlaces(interval.high), level(interval.level)) : t.noInterval),
    total && (rank === null ? t.notRanked : t.rank({ rank, of: category.withTotal, low, high })),
    answers === null ? t.noAnswers : t.answers(count(answers)),
  ];
  return { title: t.unitTitle(embed.name[lang], embed.cycle[lang]), facts: facts.filter((fact) => typeof fact === 'string'), origin: origin(embed, lang) };
}

export function rankingWords(embed: RankingEmbed, lang: Lang): EmbedWords {
  const t = words(lang).media;
  const { units, category, cycle, answers } = embed;
  const size = (band: string): number => units.filter(({ result }) => result.band === band).length;
  const bands = (['clearly-above', 'not-separable', 'clearly-below'] as const).filter((band) => size(band) > 0);
  const facts = [
    ...bands.map((band) => words(lang).ranking.bandCount(words(lang).states.band[band], size(band))),
    category.ranked ? null : t.notRanked,
    answers === null ? t.noAnswers : t.answersRange(count(answers[0]), count(answers[1])),
  ];
  return {
    title: words(lang).ranking.title(category.label[lang], cycle[lang]),
    facts: facts.filter((fact) => typeof fact === 'string'),
    origin: origin(embed, lang),
  };
}
