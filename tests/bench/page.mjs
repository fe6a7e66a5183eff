// Runs in the browser: one engine in one page, told what to do by run.mjs.
import { ENGINES } from './engines/index.mjs';

/** How many answers a person is shown, and every engine is asked for. */
const LIMIT = 20;
/** Under a throttled processor a query is repeated for so long, in ms: the throttle halts the page in slices, and one
 *  short query may slip through between two. */
const SLICE = 6;

let name;
let buffers;
let search;
let asked;

/** Loads the code and the queries: what is there before the index is. How many queries there are. */
async function prepare(engine) {
  name = engine;
  await ENGINES[name].prepare?.();
  asked = (await (await fetch('/made/queries.json')).json()).map((it) => it.text);
  return asked.length;
}

/** The engine's bytes, in memory; or those of the person's own district. */
async function receive(ofDistrict = false) {
  const { files, district = files.map((it) => `district/${it}`) } = ENGINES[name];
  const all = (ofDistrict ? district : files).map(async (it) => (await fetch(`/made/${it}`)).arrayBuffer());
  buffers = await Promise.all(all);
  return buffers.reduce((sum, it) => sum + it.byteLength, 0);
}

/** From the bytes to the first answer, in ms. The bytes are given up. */
function start() {
  const begun = performance.now();
  search = ENGINES[name].open(buffers, LIMIT);
  search(asked[0]);
  const spent = performance.now() - begun;
  buffers = undefined;
  return spent;
}

/** Asks each query once, or for a slice; the ms one took. */
function round(places, sliced) {
  return places.map((at) => {
    const text = asked[at];
    const begun = performance.now();
    let count = 0;
    let spent;
    do {
      search(text);
      count++;
      spent = performance.now() - begun;
    } while (sliced && spent < SLICE);
    return spent / count;
  });
}

/** What each query finds: places in the catalogue. */
async function answers(places) {
  const look = ENGINES[name].places;
  if (!look) return places.map((at) => search(asked[at]));
  const matters = await (await fetch('/made/matters.json')).json();
  const placeOf = new Map(matters.map((matter, at) => [matter, at]));
  return places.map((at) => look(search(asked[at]), placeOf));
}

window.bench = { prepare, receive, start, round, answers, memory: () => ENGINES[name].memory?.() ?? 0 };
