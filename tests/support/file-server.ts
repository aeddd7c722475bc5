import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
};

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** Any web server: files and `index.html`, nothing else. The first folder that has the file gives it. */
export function serveFolders(folders: readonly string[], port = 0): Promise<{ readonly url: string; readonly server: Server }> {
  const find = (address: string): string | undefined =>
    folders.flatMap((folder) => [path.join(folder, address), path.join(folder, address, 'index.html')]).find(isFile);
  const server = createServer((request, response) => {
    const file = find(path.normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)));
    if (file === undefined) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': `${TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream'}; charset=utf-8` });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(file).pipe(response);
  });
  return new Promise((resolve) =>
    server.listen(port, 'localhost', () => resolve({ url: `http://localhost:${(server.address() as { port: number }).port}`, server })),
  );
}
