import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Astro's handler in middleware mode: answers the request, or calls `next` when no page has the address. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: () => void, locals: App.Locals) => Promise<void>;

/** Loads the on-demand pages of one workspace build. */
export async function loadPagesHandler(workspaceFolder: string): Promise<PageHandler> {
  const entry = (await import(pathToFileURL(path.join(workspaceFolder, 'server/entry.mjs')).href)) as { handler: PageHandler };
  return entry.handler;
}
