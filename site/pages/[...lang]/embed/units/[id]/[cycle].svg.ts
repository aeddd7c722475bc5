import type { APIRoute } from 'astro';
import { unitPicture } from '../../../../../embeds/unit.ts';
import { allUnitEmbeds, unitEmbed } from '../../../../../facts/embed.ts';
import { eachInBoth, langOf } from '../../../../../language.ts';
import { release } from '../../../../../release.ts';

export const getStaticPaths = () => eachInBoth(allUnitEmbeds(release()));

export const GET: APIRoute = ({ params: { lang, id = '', cycle = '' } }) =>
  new Response(unitPicture(unitEmbed(release(), id, cycle), cycle, langOf(lang)), { headers: { 'content-type': 'image/svg+xml' } });
