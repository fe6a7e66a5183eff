// Keeps one whole build of the app on the device, so that it opens without a network. The app is complete without it:
// docs/decisions/011-a-service-worker-that-may-be-missing.md says what it promises and how an operator is rid of it.
'use strict';

// Filled in by `cargo xtask build`: every file of the build with the first 16 hex digits of its SHA-256, and a digest of
// that list.
const BUILD = '';
const FILES = {};

/** How long the network may take before what is here is shown, in milliseconds. */
const PATIENCE = 2500;

/** Files fetched at a time: what the person does next comes first. */
const AT_ONCE = 3;

// One cache a build. Another one, with one entry, says which build is the newest that is here whole.
const OURS = 'app-';
const OWN = `${OURS}${BUILD}`;
const BOOK = `${OURS}newest`;
const ENTRY = '/newest';

/** What the hall answers itself. It is never kept, and never answered from here. */
const THE_HALLS = /^\/(api|\.well-known|staff|cashier|healthz)(\/|$)/;

/** A digest of 16 hex digits in the name: under this name the content never changes. */
const FOR_EVER = /-[0-9a-f]{16}[._][^/]*$/;

/** Tabs whose page came from here, and of which build: the rest of it must be of the same. */
const fromHere = new Map();

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || THE_HALLS.test(pathname)) return;
  if (request.mode === 'navigate') {
    // A page of the app has no dot in its last segment; anything else is a file to look at or to keep.
    if (!/\.[^/]*$/.test(pathname)) event.respondWith(page(event));
  } else if (FOR_EVER.test(pathname)) {
    event.respondWith(kept(request).then((it) => it || fetch(request)));
  } else if (pathname in FILES) {
    event.respondWith(changing(event));
  }
});

/** Fetches the whole build. Until it is whole nothing of it is used for a page; a later try goes on where this one broke off. */
async function install() {
  const before = await newest();
  // Two builds at most: this one, and the one that open tabs may be of.
  await forget((name) => name !== OWN && name !== before);
  const cache = await caches.open(OWN);
  const rest = Object.entries(FILES);
  const some = async () => {
    while (rest.length > 0) await keep(cache, ...rest.shift());
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  } catch (error) {
    rest.length = 0;
    // A full disk has better uses than half an app: drafts, for one.
    if (error.name === 'QuotaExceededError') await caches.delete(OWN);
    throw error;
  }
  if (!(await caches.has(OWN))) throw new Error('cleared meanwhile');
  await (await caches.open(BOOK)).put(ENTRY, new Response(OWN));
}

/** Nothing is open any more that began under the worker before: its build can go. */
async function activate() {
  // One that is being fetched right now is not in the way.
  if (!self.registration.installing) {
    const now = await newest();
    await forget((name) => name !== OWN && name !== now);
  }
  await self.registration.navigationPreload?.enable();
  // What the first visit opens next comes from here, too.
  await self.clients.claim();
}

async function forget(whether) {
  const names = await caches.keys();
  await Promise.all(names.filter((it) => it.startsWith(OURS) && it !== BOOK && whether(it)).map((it) => caches.delete(it)));
}

async function keep(cache, path, digest) {
  if (await cache.match(path)) return;
  // What is the same in the build before is not fetched again.
  const here = await kept(path);
  await cache.put(path, here && (await fits(here, digest)) ? here : await fetched(path, digest));
}

/** The file of this very build. While a new one is being published the hall may have another under the same name. */
async function fetched(path, digest) {
  // A copy the browser has anyhow will do; a damaged one is asked for anew.
  for (const cache of [FOR_EVER.test(path) ? 'default' : 'no-cache', 'reload']) {
    const answer = await fetch(path, { cache, redirect: 'error', priority: 'low' });
    if (answer.status === 200 && (await fits(answer, digest))) return answer;
  }
  throw new Error(`${path} is not of this build`);
}

async function fits(answer, digest) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.clone().arrayBuffer()));
  return Array.from(hash.subarray(0, 8), (it) => it.toString(16).padStart(2, '0')).join('') === digest;
}

/** What is kept under an address: in one build, or in whichever has it. */
function kept(address, cacheName) {
  return caches.match(address, { cacheName, ignoreVary: true });
}

/** The name of the newest build that is here whole. */
async function newest() {
  const entry = await kept(ENTRY, BOOK);
  const name = entry && (await entry.text());
  return name && (await caches.has(name)) ? name : undefined;
}

/** The network's page, whatever build it is of; the page kept here when the network has none in time. */
async function page(event) {
  const coming = Promise.resolve(event.preloadResponse).then((it) => it || fetch(event.request));
  event.waitUntil(coming.catch(() => {}));
  const answer = await inTime(coming);
  if (answer) return answer;
  const build = await newest();
  const here = build && (await kept('/', build));
  if (here) fromHere.set(event.resultingClientId, build);
  return here || coming;
}

/** A file whose name says nothing about its content: of the build the tab's page is of. */
async function changing({ request, clientId }) {
  const here = fromHere.has(clientId) && (await kept(request, fromHere.get(clientId)));
  if (here) return here;
  const coming = fetch(request);
  const answer = await inTime(coming);
  if (answer) return answer;
  // Not of a build that is still on its way.
  const build = await newest();
  return (build && (await kept(request, build))) || coming;
}

/** An answer, unless it fails, is late, or only says that the hall is down. */
async function inTime(coming) {
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const answer = await Promise.race([coming.catch(() => undefined), late]);
  return answer && answer.status < 500 ? answer : undefined;
}
