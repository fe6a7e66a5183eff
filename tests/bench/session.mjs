// One engine in one page of its own.

/** A load that takes less, in ms, is repeated in new pages and the shortest counts: one hiccup must not decide. */
const QUICK = 1000;
const LOADS = 3;

/** Opens a page for the engine and loads its index. */
export async function open(browser, url, engine) {
  let session = await loaded(browser, url, engine);
  for (let n = 1; n < LOADS && session.load < QUICK; n++) {
    const again = await loaded(browser, url, engine);
    again.load = Math.min(again.load, session.load);
    await session.close();
    session = again;
  }
  return session;
}

async function loaded(browser, url, engine) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  page.on('pageerror', (it) => console.error(`${engine}: ${it.message}`));
  await page.goto(`${url}/page.html`);
  await page.waitForFunction(() => window.bench !== undefined && window.crossOriginIsolated);
  const devtools = await context.newCDPSession(page);
  const call = (what, ...words) => page.evaluate(([name, list]) => window.bench[name](...list), [what, words]);

  await call('prepare', engine);
  const before = await held(devtools, call);
  const bytes = await call('receive');
  const load = await call('start');
  return {
    engine, bytes, load,
    memory: async () => (await held(devtools, call)) - before,
    round: (places, sliced) => call('round', places, sliced),
    answers: (places) => call('answers', places),
    throttle: (rate) => devtools.send('Emulation.setCPUThrottlingRate', { rate }),
    close: () => context.close(),
  };
}

/** What the page holds: heap after two collections, array buffers outside of it, and WASM memory, in bytes. */
async function held(devtools, call) {
  for (let n = 0; n < 2; n++) await devtools.send('HeapProfiler.collectGarbage');
  const heap = await devtools.send('Runtime.getHeapUsage');
  const wasm = await call('memory');
  // The browser counts WASM memory among the array buffers once a script has asked for it: not twice.
  return heap.usedSize + Math.max(heap.backingStorageSize ?? 0, wasm);
}
