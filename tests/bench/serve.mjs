// Serves the page, the engines of others and what was made. Cross-origin isolated: only then the clock of the page
// counts in steps of 5 µs instead of 100.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const HERE = import.meta.dirname;

/** Only this machine can ask. */
export async function serve(made) {
  const roots = { npm: path.join(HERE, 'node_modules'), made: path.resolve(made) };
  const server = createServer(async (request, response) => {
    const parts = decodeURIComponent(new URL(request.url, 'http://here').pathname).split('/').slice(1);
    const root = roots[parts[0]];
    const folder = root ?? HERE;
    const file = path.join(folder, ...(root ? parts.slice(1) : parts));
    try {
      if (!file.startsWith(folder + path.sep)) throw new Error('outside');
      const body = await readFile(file);
      response.writeHead(200, {
        'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
        'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp', 'cache-control': 'no-store',
      }).end(body);
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
