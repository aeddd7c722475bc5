import type { APIRoute } from 'astro';
import { rankingPicture } from '../../../../../embeds/ranking.ts';
import { allRankingEmbeds, rankingEmbed } from '../../../../../facts/embed.ts';
import { eachInBoth, langOf } from '../../../../../language.ts';
import { release } from '../../../../../release.ts';

export const getStaticPaths = () => eachInBoth(allRankingEmbeds(release()));

export const GET: APIRoute = ({ params: { lang, cycle = '', category = '' } }) =>
  new Response(rankingPicture(rankingEmbed(release(), cycle, category), cycle, langOf(lang)), { headers: { 'content-type': 'image/svg+xml' } });
