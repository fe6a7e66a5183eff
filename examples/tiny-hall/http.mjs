// HTTP as the contract wants it, for any hall: bodies, entity tags, problems, pages, and the app's files.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from './canon.mjs';
import { Refusal } from './problem.mjs';
import { readJson } from './shape.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.png': 'image/png',
};

/** Sends an answer. What is `open` may be kept by anybody; nothing else may be. `tag`: with an entity tag. */
export function send(request, response, { status = 200, type = 'application/json', body = '', headers = {}, open = false, tag = open }) {
  const bytes = type === 'application/json' ? JSON.stringify(body) : body;
  const all = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': open ? 'public, no-cache' : 'no-store', ...headers };
  if (tag) {
    all.ETag = `"${sha256(bytes).slice(0, 32)}"`;
    const known = (request.headers['if-none-match'] ?? '').split(',').map((it) => it.trim().replace(/^W\//, ''));
    if (known.includes(all.ETag) || known.includes('*')) return response.writeHead(304, all).end();
  }
  if (status !== 204) Object.assign(all, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(bytes) });
  return response.writeHead(status, all).end(request.method === 'HEAD' ? undefined : bytes);
}

/** Sends a refusal. What is none is a fault of the hall: told to its log, and not to the world. */
export function refuse(request, response, error) {
  if (!(error instanceof Refusal)) console.error(error);
  const { status, body, headers } = error instanceof Refusal ? error : new Refusal('internal', { retry_after: 5 }, { 'Retry-After': 5 });
  return send(request, response, { status, type: 'application/problem+json', body: JSON.stringify(body), headers });
}

/** The body as JSON, up to `limit` bytes. What is beyond is read and dropped, so that the refusal arrives. */
export async function readBody(request, limit) {
  if (!/^application\/json *(;|$)/i.test(request.headers['content-type'] ?? '')) throw new Refusal('media-type');
  const chunks = [];
  let length = 0;
  for await (const chunk of request) if ((length += chunk.length) <= limit) chunks.push(chunk);
  if (length > limit) throw new Refusal('too-large', { detail: `最多 ${limit} 字节` });
  return readJson(Buffer.concat(chunks));
}

/** `limit` of a list. */
export function limitOf(query) {
  const given = query.get('limit') ?? '50';
  if (!/^\d{1,3}$/.test(given) || given < 1 || given > 200) throw new Refusal('malformed', { detail: 'limit: 1 to 200' });
  return Number(given);
}

/** A page of `rows`, [position, item] in order. A cursor is a position under a mac, so that nobody can make one up. */
export function page(query, rows, mac) {
  const cursor = (at) => `${at}.${mac(at).slice(0, 22)}`;
  const given = query.get('cursor');
  const [limit, begin] = [limitOf(query), given === null ? 0 : rows.findIndex(([at]) => cursor(at) === given) + 1];
  if (given !== null && begin === 0) throw new Refusal('malformed', { detail: 'cursor: not one of ours' });
  const items = rows.slice(begin, begin + limit);
  return { items: items.map(([, item]) => item), next: begin + limit < rows.length ? cursor(items.at(-1)[0]) : undefined };
}

/** The built app: a file, its `.br` when the browser takes it, and index.html for every address of the app's own. */
export function appFile(request, folder, pathname) {
  const inside = (name) => {
    const file = path.join(folder, path.normalize(`/${name}`));
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
  };
  // A file of the app has a short name in ASCII; every other address is the app's own.
  const name = /^\/[\w./-]{0,200}$/.test(pathname) ? pathname : '/';
  const file = folder && (inside(name) ?? (path.extname(name) ? undefined : inside('index.html')));
  if (!file) throw new Refusal('not-found');
  if (!['GET', 'HEAD'].includes(request.method)) throw new Refusal('method-not-allowed', {}, { Allow: 'GET, HEAD' });
  const packed = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && inside(path.relative(folder, `${file}.br`));
  const headers = { Vary: 'Accept-Encoding', 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer', ...(packed && { 'Content-Encoding': 'br' }) };
  return { type: TYPES[path.extname(file)] ?? 'application/octet-stream', body: readFileSync(packed || file), headers, open: true };
}
