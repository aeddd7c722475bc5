import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Astro's handler in middleware mode: answers the request, or calls `next` when no page has the address. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: () => void, locals: App.Locals) => Promise<void>;

/**
 * Loads the on-demand pages of one workspace build.
 * @param publicUrl what pages give as the site's address where they are read away from it.
 */
export async function loadPagesHandler(workspaceFolder: string, publicUrl: string): Promise<PageHandler> {
  process.env['GONGPING_PUBLIC_URL'] = publicUrl;
  const entry = (await import(pathToFileURL(path.join(workspaceFolder, 'server/entry.mjs')).href)) as { handler: PageHandler };
  return entry.handler;
}
