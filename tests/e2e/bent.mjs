// A hall that says other things than the reference hall: a server before it that bends single answers.
import http from 'node:http';

/**
 * Forwards everything to `hall`. `bend(request, answer)` may change an answer before it is sent: `{ status, headers, body }`
 * with `body` as text; it returns what to send, or nothing to leave it as it is. `seen` lists every request that came.
 */
export async function startBent(hall, bend) {
  const seen = [];
  const { hostname, port } = new URL(hall.url);
  const state = { bend };
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const headers = { ...request.headers, 'accept-encoding': 'identity' };
    // Whether the browser has an answer says nothing of the one it is to be given.
    delete headers['if-none-match'];
    // A cursor of ours is none of the hall's.
    const path = request.url.replace(/&cursor=bent[^&]*/, '');
    const onward = http.request({ hostname, port, method: request.method, path, headers }, (answer) => {
      const parts = [];
      answer.on('data', (it) => parts.push(it));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        const given = { status: answer.statusCode, headers: answer.headers, get body() { return body.toString(); } };
        // The app's own files are not the hall's words.
        const bent = /^\/(api|\.well-known)\//.test(request.url) ? state.bend(request, given) : undefined;
        const sent = bent?.body === undefined ? body : Buffer.from(bent.body);
        const own = { ...(bent?.headers ?? answer.headers), 'content-length': sent.length };
        // What is bent is not the answer its ETag names.
        if (bent) { delete own.etag; own['cache-control'] = 'no-store'; }
        response.sendDate = false;
        response.writeHead(bent?.status ?? answer.statusCode, own);
        response.end(request.method === 'HEAD' ? undefined : sent);
      });
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    /** From now on answers are bent like this. */
    bend(next) { state.bend = next; },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Changes the JSON of answers whose path `matches`. */
export const json = (matches, change) => (request, answer) => {
  if (!matches.test(request.url) || answer.status !== 200) return undefined;
  const value = JSON.parse(answer.body);
  return { ...answer, body: JSON.stringify(change(value) ?? value) };
};

/** Changes what the hall says about itself. */
export const discovery = (change) => json(/^\/\.well-known\/hall/, change);

/** As it is. */
export const straight = () => undefined;
