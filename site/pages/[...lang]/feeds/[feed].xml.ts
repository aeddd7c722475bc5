import type { APIContext } from 'astro';
import { FEEDS, type FeedName, feedText } from '../../../feeds.ts';
import { eachInBoth, langOf } from '../../../language.ts';
import { release } from '../../../release.ts';

export const getStaticPaths = () => eachInBoth(FEEDS.map((feed) => ({ feed })));

export const GET = ({ params }: APIContext): Response =>
  new Response(feedText(release(), params['feed'] as FeedName, langOf(params['lang'])), { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
