// The app starts without a network, of one whole build; and is complete where no service worker can be.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createWire } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open, openProfile } from './browser.mjs';
import { codeOf, copyOf, nextBuild, present, worker } from './builds.mjs';
import { TITLE } from './food.mjs';
import { DIST, hallFor } from './hall.mjs';
import { count, until } from './kept.mjs';
import { find } from './steps.mjs';
import { settled, visit } from './world.mjs';

const decision = path.resolve(import.meta.dirname, '../../docs/decisions/011-a-service-worker-that-may-be-missing.md');

let browser;
let next;
before(async () => { browser = await launch(); next = nextBuild('b'); });
after(async () => { await browser?.close(); remove(next); });

// Whatever a test starts ends with it, also when it fails.
function folder(t, it) {
  t.after(() => remove(it));
  return it;
}
/** A browser that has just ended may still be writing. */
const remove = (it) => rmSync(it, { recursive: true, force: true, maxRetries: 10 });
/** A person's own browser: `close()` ends it, `open()` starts it anew with what it kept. */
function person(t, url) {
  const profile = mkdtempSync(path.join(tmpdir(), 'profile-'));
  let now;
  t.after(async () => {
    await now?.context.close();
    remove(profile);
  });
  return {
    async open() { return (now = await openProfile(profile, url)); },
    close: () => now.context.close(),
  };
}
/** Something else at the hall's address: what answers, and how, is its own business. */
async function inPlaceOf(t, hall, server) {
  await hall.kill();
  await new Promise((resolve) => server.listen(hall.port, '127.0.0.1', resolve));
  t.after(() => { server.close(); server.closeAllConnections?.(); });
}

/** Which builds are here: the newest that is whole, and all there is anything of. */
const newest = (page) => page.evaluate(() => caches.match('/newest', { cacheName: 'app-newest' }).then((it) => it?.text()));
const builds = (page) => page.evaluate(() => caches.keys().then((it) => it.filter((name) => name !== 'app-newest')));
/** Waits until a build is here whole. */
async function kept(page, dist) {
  const name = `app-${worker(dist).build}`;
  await until(async () => (await newest(page)) === name);
  return name;
}
/** Waits until neither a worker nor anything it kept is left. */
async function gone(page) {
  await until(async () => !(await registered(page)));
  await until(() => page.evaluate(() => caches.keys().then((it) => it.length === 0)));
}
const registered = (page) => page.evaluate(() => navigator.serviceWorker.getRegistration().then((it) => Boolean(it)));
/** Whose code the page was started with. */
const code = (page) => page.evaluate(() => /-([0-9a-f]{16})\.js/.exec(document.querySelector('script[type=module]').text)[1]);
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();
/** The worker that is to come, once it is settled what becomes of it: `installed`, `activated` or `redundant`. */
const fate = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  const found = new Promise((resolve) => registration.addEventListener('updatefound', () => resolve(registration.installing), { once: true }));
  registration.update().catch(() => {});
  const coming = registration.installing ?? await found;
  if (coming.state === 'installing') await new Promise((resolve) => coming.addEventListener('statechange', resolve, { once: true }));
  return coming.state;
});

/** Registers the worker anew: what becomes of it. */
const registering = (page) => page.evaluate(async () => {
  const { installing } = await navigator.serviceWorker.register('/sw.js');
  await new Promise((resolve) => installing.addEventListener('statechange', resolve, { once: true }));
  return installing.state;
});

test('the list of the worker is the whole build, byte for byte', () => {
  const { build, files } = worker();
  assert.match(build, /^[0-9a-f]{16}$/);
  assert.deepEqual(Object.entries(files).sort(), Object.entries(present(DIST)).sort());
});

test('after one visit the app starts without a network: every group of pages, by a link or by its address', async (t) => {
  const hall = await hallFor(t);
  const me = person(t, hall.url);
  let { page, trouble } = await me.open();
  await find(page, 'kfg', TITLE);
  await kept(page, DIST);
  for (const store of ['files', 'guides']) await until(async () => (await count(page, store)) > 0);
  // Nothing but the build is kept: no answer of the hall.
  const addresses = await page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((it) => caches.open(it)));
    return (await Promise.all(caches_.map((it) => it.keys()))).flat().map((it) => new URL(it.url).pathname);
  });
  assert.deepEqual(addresses.sort(), [...Object.keys(worker().files), '/newest'].sort());
  await me.close();
  await hall.kill();

  ({ page, trouble } = await me.open());
  await visit(page, '/');
  await heading(page, '您想办什么？');
  await page.getByRole('navigation').getByRole('link', { name: '办事' }).click();
  await heading(page, '查事项');
  for (const [href, name] of [['/verify', '核对回执'], ['/guides', '查事项'], ['/me', '我的']]) {
    await visit(page, href);
    await heading(page, name);
  }
  // What was read before is found and read again, with its age on it.
  await find(page, 'kaifanguan', TITLE);
  await page.getByText('这是今天存下的').waitFor();
  await visit(page, '/guides/food-business-licence');
  await heading(page, TITLE);
  await page.getByText('这是今天存下的').waitFor();
  // What only the hall can tell says so.
  await visit(page, '/guides/elder-card');
  await page.getByText('连不上大厅').waitFor();
  assert.deepEqual(trouble, []);
});

test('a new build takes over at the next start; a tab of the old one goes on with the files of the old one', async (t) => {
  let hall = await hallFor(t);
  const { data, port } = hall;
  const me = person(t, hall.url);
  const { context, page: old } = await me.open();
  await visit(old, '/');
  const first = await kept(old, DIST);
  await hall.kill();

  hall = await hallFor(t, { data, port, dist: next });
  const tab = await context.newPage();
  await visit(tab, '/');
  assert.equal(await code(tab), codeOf(next), 'online, the page is the network’s');
  const second = await kept(tab, next);
  await until(() => tab.evaluate(() => navigator.serviceWorker.getRegistration().then((it) => it.waiting?.state === 'installed')));
  assert.deepEqual((await builds(tab)).sort(), [first, second].sort());
  // The hall has this file no more; the old tab has.
  const part = `/verify-${codeOf(DIST)}.wasm`;
  assert.equal((await fetch(hall.url + part)).status, 404);
  await old.getByRole('navigation').getByRole('link', { name: '我的' }).click();
  await heading(old, '我的');
  assert.equal(await old.evaluate((it) => fetch(it, { cache: 'no-store' }).then((answer) => answer.status), part), 200);
  assert.equal(await code(old), codeOf(DIST));
  // Without a network the next page is the new one, although the old worker answers for it.
  await hall.kill();
  await tab.reload();
  await settled(tab);
  assert.equal(await code(tab), codeOf(next));
  await me.close();

  const { page } = await me.open();
  await visit(page, '/verify');
  assert.equal(await code(page), codeOf(next));
  // Nobody uses the old build any more.
  await until(async () => (await builds(page)).join() === second);
});

test('a build that cannot be fetched whole changes nothing, and is gone on with later', async (t) => {
  let hall = await hallFor(t);
  const { data, port } = hall;
  const me = person(t, hall.url);
  let { page } = await me.open();
  await visit(page, '/');
  const first = await kept(page, DIST);
  await hall.kill();

  const broken = folder(t, copyOf(next));
  const torn = path.join(broken, `verify-${codeOf(next)}.wasm`);
  const whole = readFileSync(torn);
  writeFileSync(torn, whole.subarray(0, 1000));
  hall = await hallFor(t, { data, port, dist: broken });
  assert.equal(await fate(page), 'redundant');
  assert.equal(await newest(page), first);
  await hall.kill();
  await me.close();
  ({ page } = await me.open());
  await visit(page, '/verify');
  assert.equal(await code(page), codeOf(DIST), 'the old build, and nothing of the new one');
  await me.close();

  writeFileSync(torn, whole);
  hall = await hallFor(t, { data, port, dist: broken });
  ({ page } = await me.open());
  await visit(page, '/');
  await kept(page, next);
});

test('a page of one build and a worker of another, published at the same moment, are not put together', async (t) => {
  const mixed = folder(t, copyOf());
  appendFileSync(path.join(mixed, 'index.html'), '<!-- another build -->');
  const hall = await hallFor(t, { dist: mixed });
  const { context, page } = await open(browser, hall.url);
  await visit(page, '/');
  assert.equal(await registering(page), 'redundant');
  assert.equal(await newest(page), undefined);
  await context.close();
});

test('a device without room for it keeps none of it, and the app runs as ever', async (t) => {
  const hall = await hallFor(t);
  const { context, page, trouble } = await open(browser, hall.url);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: hall.url, quotaSize: 1_000_000 });
  await visit(page, '/');
  assert.equal(await registering(page), 'redundant');
  assert.deepEqual(await builds(page), []);
  await find(page, 'kfg', TITLE);
  assert.deepEqual(trouble, []);
  await context.close();
});

test('a hall that takes the call and never answers, or only says that it is down, does not keep the app from starting', async (t) => {
  const hall = await hallFor(t);
  const me = person(t, hall.url);
  let { page } = await me.open();
  await visit(page, '/');
  await kept(page, DIST);
  await me.close();
  const silent = createWire(() => {});
  const open_ = new Set();
  silent.on('connection', (it) => { open_.add(it); it.on('error', () => {}); });
  await inPlaceOf(t, hall, silent);
  ({ page } = await me.open());
  await page.goto('/verify');
  await heading(page, '核对回执');
  await me.close();
  for (const it of open_) it.destroy();
  await new Promise((resolve) => silent.close(resolve));

  await inPlaceOf(t, hall, createServer(({ url }, answer) => {
    if (url === '/boot.js') answer.writeHead(200, { 'content-type': 'text/javascript' }).end('// of another build');
    else answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
  }));
  ({ page } = await me.open());
  await page.goto('/verify');
  await heading(page, '核对回执');
  // All of it is of the build the page is of.
  const boot = await page.evaluate(() => fetch('/boot.js').then((it) => it.text()));
  assert.equal(boot, readFileSync(path.join(DIST, 'boot.js'), 'utf8'));
});

test('the worker that stops itself, as the operator is told to serve it, leaves nothing behind', async (t) => {
  let hall = await hallFor(t);
  const { data, port } = hall;
  const { context, page } = await open(browser, hall.url);
  await visit(page, '/');
  await kept(page, DIST);
  await hall.kill();

  const stopped = folder(t, copyOf());
  const [, text] = /```js\n([^]*?)```/.exec(readFileSync(decision, 'utf8'));
  writeFileSync(path.join(stopped, 'sw.js'), text);
  hall = await hallFor(t, { data, port, dist: stopped });
  await visit(page, '/');
  await gone(page);
  await page.reload();
  await settled(page);
  await heading(page, '您想办什么？');
  await context.close();
});

test('a hall that serves no worker any more is rid of the one it had', async (t) => {
  let hall = await hallFor(t);
  const { data, port } = hall;
  const { context, page } = await open(browser, hall.url);
  await visit(page, '/');
  await kept(page, DIST);
  await hall.kill();

  const without = folder(t, copyOf());
  rmSync(path.join(without, 'sw.js'));
  hall = await hallFor(t, { data, port, dist: without });
  await visit(page, '/');
  await gone(page);
  await context.close();
});

for (const [what, dist, options] of [
  ['a hall that never had a worker', 'without', {}],
  ['a browser that takes no worker', 'with', { serviceWorkers: 'block' }],
]) {
  test(`${what}: the app is complete, and says nothing`, async (t) => {
    const folder_ = folder(t, copyOf());
    if (dist === 'without') rmSync(path.join(folder_, 'sw.js'));
    const hall = await hallFor(t, { dist: folder_ });
    const { context, page, trouble } = await open(browser, hall.url, options);
    const asked = dist === 'without' && page.waitForResponse((it) => it.url().endsWith('/sw.js'));
    await visit(page, '/');
    await find(page, 'kfg', TITLE);
    if (asked) assert.equal((await asked).status(), 404);
    assert.equal(await registered(page), false);
    assert.deepEqual(await builds(page), []);
    assert.deepEqual(trouble, []);
    await context.close();
  });
}
