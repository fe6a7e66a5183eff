// A hall that lies, before a real one: switches plays, reads its log, and checks what no play may ever bring about.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { sideways } from './measure.mjs';
import { startProcess } from './process.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const bin = process.env.ADVERSARY_BIN ?? path.join(root, 'target/debug/hall-adversary');

/** The names of all plays, from the adversary itself. */
export function plays() {
  const listed = spawnSync(bin, ['--list'], { encoding: 'utf8' });
  if (listed.status !== 0) throw new Error(`${bin} --list: ${listed.stderr ?? listed.error}`);
  return listed.stdout.trim().split('\n');
}

/** Starts the adversary before the hall at `hall`. It begins honest. */
export async function startAdversary(hall) {
  const { url, end } = await startProcess(bin, ['--hall', hall, '--port', '0'], 'the adversary');
  const log = () => fetch(`${url}/adversary/log`).then((it) => it.json());
  return {
    url,
    log,
    /** Plays this from now on; the log begins anew. */
    async play(name) {
      const done = await fetch(`${url}/adversary/play`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name }),
      });
      assert.equal(done.status, 204, `no play is called ${name}`);
    },
    /** Waits until a request of this kind came (`GET Receipt`), or anything at all was deformed. */
    async struck(kind, ms = 10_000) {
      const until = Date.now() + ms;
      for (;;) {
        const now = await log();
        if (now.deformed > 0 && (!kind || now.requests[kind] > 0)) return now;
        assert.ok(Date.now() < until, `${now.play}: the client never asked ${kind ?? 'for what is deformed'}: ${JSON.stringify(now.requests)}`);
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
    },
    stop: () => end('SIGTERM'),
  };
}

/** Watches a page for whatever must never happen, whatever a hall says. */
export function watch(page, trouble) {
  const seen = { foreign: [], dialogs: [] };
  const home = () => new URL(page.url()).origin;
  page.on('request', (it) => {
    const { protocol, origin } = new URL(it.url());
    // A redirect that is not followed is told here, too. What really arrives elsewhere, elsewhere counts (`strayed`).
    if (it.redirectedFrom()) return;
    if (protocol.startsWith('http') && page.url().startsWith('http') && origin !== home()) seen.foreign.push(it.url());
  });
  page.on('dialog', (it) => { seen.dialogs.push(it.message()); it.dismiss().catch(() => {}); });
  page.on('popup', (it) => seen.dialogs.push(`popup ${it.url()}`));
  return {
    /** What was seen before is another play's. */
    begin() {
      for (const it of [seen.foreign, seen.dialogs, trouble]) it.length = 0;
    },
    /** Nothing was run, nothing left for elsewhere, nothing fell over, and the page does not scroll sideways. */
    async sound(where) {
      assert.deepEqual(seen.dialogs, [], `${where}: dialogs`);
      assert.deepEqual(seen.foreign, [], `${where}: requests to other origins`);
      assert.deepEqual(trouble, [], `${where}: trouble`);
      const found = await page.evaluate(() => ({
        pwned: window.pwned,
        planted: document.querySelectorAll('main script, main iframe, main foreignObject, [onerror], [onload]').length,
        links: [...document.querySelectorAll('a[href]')].map((it) => it.href)
          .filter((it) => !(it.startsWith('https:') || it.startsWith('tel:') || new URL(it).origin === location.origin)),
        words: document.body.innerText.slice(0, 100_000),
      }));
      assert.equal(found.pwned, undefined, `${where}: something was run`);
      assert.equal(found.planted, 0, `${where}: markup was planted`);
      assert.deepEqual(found.links, [], `${where}: links`);
      assert.deepEqual(await sideways(page, page.viewportSize().width), [], `${where}: scrolls sideways`);
      assert.doesNotMatch(found.words, /\bundefined\b|\bNaN\b|panicked|RuntimeError|unreachable executed|\[object /, where);
      return found.words;
    },
  };
}
