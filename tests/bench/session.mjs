// One engine in one page of its own.

/** A load that takes less, in ms, is repeated in new pages and the shortest counts: one hiccup must not decide. */
const QUICK = 1000;
const LOADS = 5;
/** Time in ms for a new page to come to rest before the clock starts. */
const REST = 500;

/** Opens a page for the engine and loads its index: `load` ms in a page where nothing ran before, `next` ms where the
 *  index of one district was open and asked everything, as a phone has its own district first. */
export async function open(browser, url, engine) {
  const next = await shortest(async () => {
    const session = await loaded(browser, url, engine, true);
    await session.close();
    return session;
  });
  let kept;
  const cold = await shortest(async () => {
    await kept?.close();
    kept = await loaded(browser, url, engine, false);
    return kept;
  });
  return { ...kept, load: cold, next };
}

async function shortest(loaded) {
  let least = (await loaded()).load;
  for (let n = 1; n < LOADS && least < QUICK; n++) least = Math.min(least, (await loaded()).load);
  return least;
}

async function loaded(browser, url, engine, afterDistrict) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  page.on('pageerror', (it) => console.error(`${engine}: ${it.message}`));
  await page.goto(`${url}/page.html`);
  await page.waitForFunction(() => window.bench !== undefined && window.crossOriginIsolated);
  const devtools = await context.newCDPSession(page);
  const call = (what, ...words) => page.evaluate(([name, list]) => window.bench[name](...list), [what, words]);

  const queries = await call('prepare', engine);
  if (afterDistrict) {
    await call('receive', true);
    await call('start');
    await call('round', Array.from({ length: queries }, (_, at) => at), false);
  }
  const before = await held(devtools, call);
  const bytes = await call('receive');
  await page.waitForTimeout(REST);
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
