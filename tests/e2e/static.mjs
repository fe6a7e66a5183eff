// Serves a folder on a free port: `serveFolder(dir)`, or by hand `node static.mjs [--open] DIR`.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.mjs': 'text/javascript', '.wasm': 'application/wasm',
};

/** Only this machine can ask, and only for what lies in the folder, or in those `beside` it, by the name they have there. */
export async function serveFolder(folder, { beside = {}, headers = {} } = {}) {
  const server = createServer(async (request, response) => {
    const pathname = decodeURIComponent(new URL(request.url, 'http://here').pathname);
    const [first, ...rest] = pathname.split('/').slice(1);
    const other = Object.hasOwn(beside, first);
    const root = path.resolve(other ? beside[first] : folder);
    const file = path.join(root, other ? rest.join('/') : pathname === '/' ? 'index.html' : pathname);
    try {
      if (!file.startsWith(root + path.sep)) throw new Error('outside');
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}

if (import.meta.filename === process.argv[1]) {
  const words = process.argv.slice(2);
  const { url } = await serveFolder(words.find((it) => !it.startsWith('--')) ?? '.');
  console.log(`${url}  (end with Ctrl-C)`);
  if (words.includes('--open')) {
    const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
    // A machine without a desktop has no opener; the address is on the screen.
    spawn(opener, [url], { stdio: 'ignore', detached: true }).on('error', () => {});
  }
}
