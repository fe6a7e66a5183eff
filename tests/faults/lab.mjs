// What every fault is tried in: a real hall, a wire before it, a real browser, a person who files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, open, openProfile } from '../e2e/browser.mjs';
import { startHall } from '../e2e/hall.mjs';
import { isFinalize, startProxy } from '../e2e/proxy.mjs';
import { cases, receipt, signIn } from '../e2e/steps.mjs';

/** Numbers that look random and come again with the same seed (mulberry32). */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Everything that is started for one fault, and ends with it. */
export class Lab {
  #ends = [];

  /** Pages to be shown when a fault was not survived. */
  pages = [];

  /** A fault's own random numbers, whichever others are injected with it. */
  constructor(id, seed) {
    this.random = numbers([...id].reduce((sum, it) => sum * 31 + it.charCodeAt(0), seed));
  }

  after(end) {
    this.#ends.push(end);
  }

  async end() {
    for (const end of this.#ends.reverse()) await end();
  }

  /** A whole number from `least` to below `end`. */
  pick(least, end) {
    return least + Math.floor(this.random() * (end - least));
  }

  async hall(options) {
    const hall = await startHall(options);
    this.after(() => hall.stop());
    return hall;
  }

  /** A wire to a hall that decides the fate of commits. */
  async wire(hall, fate = {}) {
    const target = typeof hall === 'function' ? hall : () => ({ port: hall.port, host: '127.0.0.1' });
    const proxy = await startProxy(target, { matches: isFinalize, ...fate });
    this.after(() => proxy.stop());
    return proxy;
  }

  /** A browser with one page of 陈屿's, who has signed in; `before` that, something is done to it. */
  async person(url, before = () => {}) {
    const browser = await launch();
    this.after(() => browser.close());
    const it = await open(browser, url);
    await before(it.context);
    this.pages.push(it.page);
    await signIn(it.page, '陈屿');
    return it;
  }

  /** A browser of its own that keeps what it has, and can be killed. */
  async profile(url) {
    const folder = mkdtempSync(path.join(tmpdir(), 'profile-'));
    this.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    const lab = this;
    const start = () => openProfile(folder, url);
    let it = await start();
    this.after(() => it.context.close().catch(() => {}));
    await signIn(it.page, '陈屿');
    return {
      page: it.page,
      /** kill -9 of every process of it, and a new start. */
      async killed() {
        spawnSync('pkill', ['-9', '-f', folder]);
        await it.context.close().catch(() => {});
        it = await start();
        lab.pages = [it.page];
        return it.page;
      },
    };
  }
}

/** What the hall has, and that it has it once and as the receipt says. */
export async function arrivedOnce(page) {
  const jws = await receipt(page);
  const claims = JSON.parse(Buffer.from(jws.split('.')[1], 'base64url'));
  const mine = (await cases(page)).filter((it) => it.title === '老年人优待证办理');
  assert.deepEqual(mine.map((it) => it.receipt_no), [claims.receipt_no]);
  return claims;
}
