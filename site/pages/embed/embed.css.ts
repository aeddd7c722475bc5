import type { APIRoute } from 'astro';
import { colours } from '../../embeds/colours.ts';
import rules from '../../styles/embed.css?raw';

/** The stylesheet of everything embedded, at an address that does not change with its content: other sites keep pages for long. */
export const GET: APIRoute = () => new Response(`${colours()}\n${rules}`, { headers: { 'content-type': 'text/css' } });
