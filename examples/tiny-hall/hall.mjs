// A whole government service hall in plain Node, written from crates/contract/openapi.yaml alone.
// node hall.mjs --data DIR [--port 8080] [--app DIST] [--clerk-ms 2000]
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { sha256 } from './canon.mjs';
import { openCatalogue } from './catalogue.mjs';
import { instant, openDesk } from './desk.mjs';
import { appFile, limitOf, page, readBody, refuse, send } from './http.mjs';
import { Refusal } from './problem.mjs';
import * as shape from './shape.mjs';

const string = (value) => ({ type: 'string', default: value });
const { values: options } = parseArgs({ options: { data: string(), port: string('8080'), app: string(), 'clerk-ms': string('2000') } });
if (!options.data) throw new Error('--data DIR: where the journal and the keys are kept');
const beside = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const contract = beside('../../crates/contract/openapi.yaml');
const hall = JSON.parse(beside('hall.json'));
hall.legal = hall.legal.map((it) => ({ ...it, sha256: sha256(it.text) }));
const catalogue = openCatalogue(JSON.parse(beside('guides.json')));
const desk = openDesk({ folder: options.data, hall, catalogue, clerkMs: Number(options['clerk-ms']) });

const open = (body) => ({ body, open: true });
const tagged = (body) => ({ body, tag: true });
const mask = (it, head, tail) => it.slice(0, head) + '*'.repeat(it.length - head - tail) + it.slice(-tail);
const cookie = (value, more = '') => ({ 'Set-Cookie': `__Host-hall=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${more}` });

function discovery() {
  const { persons, regions: _, receipt_prefix: __, clerk: ___, demo_notice: notice, ...shown } = hall;
  return { ...shown, keys: { keys: [desk.publicKey] }, demo: { notice, persons: persons.map(({ id, name, about }) => ({ id, name, about })) } };
}

function session(held) {
  if (!held) return { csrf: 'sign-in' };
  const { id, name, id_number, mobile, address } = held.person;
  const person = { id, name, id_number_masked: mask(id_number, 6, 4), mobile_masked: mask(mobile, 3, 4), profile: { name, id_number, mobile, address } };
  return { csrf: held.csrf, person, expires_at: instant(held.until) };
}

function signIn(_, { body, held }) {
  const begun = desk.signIn(body.person_id);
  if (held) desk.signOut(held.token);
  return { body: session(begun), headers: cookie(begun.token) };
}

function signOut(_, { held }) {
  desk.signOut(held.token);
  return { status: 204, headers: { ...cookie('', '; Max-Age=0'), 'Clear-Site-Data': '"cache"' } };
}

function listGuides(_, { query }) {
  const rows = catalogue.list.map((it, i) => [i, it]);
  return open({ ...page(query, rows, (at) => desk.mac('guides', catalogue.revision, at)), sync: catalogue.revision });
}

function listChanges(_, { query }) {
  limitOf(query);
  if (!query.has('since')) throw new Refusal('malformed', { detail: 'since: required' });
  if (query.get('since') !== catalogue.revision) throw new Refusal('cursor-gone');
  return open({ items: [], next: catalogue.revision, more: false });
}

function getGuide([matter], { query }) {
  const version = query.get('version') ?? undefined;
  if (version !== undefined && !/^[1-9]\d{0,9}$/.test(version)) throw new Refusal('malformed', { detail: 'version: a number from 1' });
  return open(catalogue.guide(matter, version && Number(version)) ?? nothing());
}

function finalize([id], { body, me }) {
  const { receipt, id: case_id } = desk.finalize(id, body, me);
  return { status: 201, type: 'application/vnd.hall.receipt+jwt', body: receipt, headers: { Location: `/api/v1/cases/${case_id}` } };
}

function listCases(_, { query, me }) {
  if ((query.get('principal') ?? me.id) !== me.id) throw new Refusal('mandate-refused');
  return tagged(page(query, desk.list(me), (at) => desk.mac('cases', me.id, at)));
}

function listEvents([id], { query, me }) {
  const after = query.get('after') ?? '0';
  if (!/^\d{1,9}$/.test(after)) throw new Refusal('malformed', { detail: 'after: a number from 0' });
  return tagged({ items: desk.mine(id, me).events.slice(Number(after)) });
}

const nothing = () => { throw new Refusal('not-found'); };
/** An answer to a correction notice: this desk never issues one, so there is none to answer. */
const noNotice = ([id], { me }) => desk.mine(id, me) && nothing();

// Method, address, what it does, whether it needs a session; for a write also the shape of its body, or `null` for none.
// Fixed words stand before ids: `/guides/changes` is no matter.
const ROUTES = [
  ['GET', '/.well-known/hall', () => open(discovery()), false],
  ['GET', '/healthz', () => ({ type: 'text/plain; charset=utf-8', body: 'ok tiny-hall 1' }), false],
  ['GET', '/api/v1/openapi.yaml', () => ({ type: 'application/yaml', body: contract, open: true }), false],
  ['GET', '/api/v1/session', (_, { held }) => ({ body: session(held) }), false],
  ['POST', '/api/v1/session', signIn, false, shape.signIn],
  ['DELETE', '/api/v1/session', signOut, true, null],
  ['GET', '/api/v1/regions', () => open({ regions: hall.regions }), false],
  ['GET', '/api/v1/guides', listGuides, false],
  ['GET', '/api/v1/guides/changes', listChanges, false],
  ['GET', '/api/v1/guides/{}', getGuide, false],
  ['GET', '/api/v1/guides/{}/documents/{}', nothing, false],
  ['PUT', '/api/v1/guide-reports/{}', ([id], { body, me }) => desk.guideReports.put(id, body, me, instant()), true, shape.report],
  ['GET', '/api/v1/guide-reports/{}', ([id], { me }) => desk.guideReports.get(id, me), true],
  ['POST', '/api/v1/filings/{}/check', ([id], { body, me }) => ({ body: desk.check(id, body, me) }), true, shape.preCheck],
  ['POST', '/api/v1/filings/{}/finalize', finalize, true, shape.finalize],
  ['GET', '/api/v1/filings/{}/receipt', ([id], { me }) => ({ body: desk.receipt(id, me) }), true],
  ['GET', '/api/v1/cases', listCases, true],
  ['GET', '/api/v1/cases/{}', ([id], { me }) => tagged(desk.whole(desk.mine(id, me))), true],
  ['GET', '/api/v1/cases/{}/events', listEvents, true],
  ['POST', '/api/v1/cases/{}/withdraw', ([id], { body, me }) => ({ body: desk.withdraw(desk.mine(id, me), body, me) }), true, shape.withdraw],
  ['POST', '/api/v1/cases/{}/corrections/{}/answer', noNotice, true, shape.finalize],
  ['GET', '/api/v1/cases/{}/corrections/{}/answer/receipt', noNotice, true],
  ['POST', '/api/v1/case-lookups', (_, { body, address }) => ({ body: desk.lookUp(body, address) }), false, shape.lookup],
].map(([method, address, does, personal, body]) => ({ method, words: address.split('/'), does, personal, body }));

async function answer(request) {
  const [pathname, search] = request.url.split('?');
  const query = new URLSearchParams(search);
  const words = pathname.split('/');
  const fits = (it) => it.words.length === words.length && it.words.every((word, i) => word === words[i] || (word === '{}' && shape.ID.test(words[i])));
  const [first] = ROUTES.filter(fits);
  if (!first) return /^\/(api|\.well-known)(\/|$)/.test(pathname) ? nothing() : appFile(request, options.app, pathname);
  const routes = ROUTES.filter((it) => it.words.join() === first.words.join());
  const route = routes.find((it) => it.method === request.method.replace('HEAD', 'GET'));
  if (!route) throw new Refusal('method-not-allowed', {}, { Allow: routes.map((it) => it.method).join(', ') });
  const held = desk.session(/(?:^|; *)__Host-hall=([^;]*)/.exec(request.headers.cookie)?.[1]);
  if (route.personal && !held) throw new Refusal('session-required');
  const writes = route.body !== undefined;
  if (writes && request.headers['x-hall-csrf'] !== (held?.csrf ?? 'sign-in')) throw new Refusal('csrf-mismatch');
  const body = route.body && route.body(await readBody(request, hall.limits.body_bytes));
  const ids = words.filter((_, i) => route.words[i] === '{}');
  return route.does(ids, { query, held, me: held?.person, body, address: request.socket.remoteAddress });
}

const server = createServer((request, response) => {
  answer(request).then((it) => send(request, response, it)).catch((error) => refuse(request.resume(), response, error));
});
server.listen(Number(options.port), '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}`));
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0));
