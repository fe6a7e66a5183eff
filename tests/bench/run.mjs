// Measures every engine in one Chromium: node run.mjs FOLDER [--quick] [--json]. The last line is JSON.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';

import { launch } from '../e2e/browser.mjs';
import { ENGINES } from './engines/index.mjs';
import { figures, least, spread } from './figures.mjs';
import { judged } from './judge.mjs';
import { KINDS } from './kinds.mjs';
import { serve } from './serve.mjs';
import { open } from './session.mjs';
import { table } from './table.mjs';

const words = process.argv.slice(2);
const folder = words.find((it) => !it.startsWith('--'));
const quick = words.includes('--quick');
const read = async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8'));
const say = (text) => { if (!words.includes('--json')) console.log(text); };

/** Rounds whose least counts, and how many queries of each kind those are asked that take a second for one. */
const ROUNDS = quick ? 1 : 5;
const WARM = quick ? 0 : 2;
const SLICED_ROUNDS = quick ? 1 : 2;
const SLOW = { fuse: { each: 8, throttled: 3 }, pinyinMatch: { each: 12, throttled: 2 } };
const THROTTLE = 4;
const isFast = (session) => SLOW[session.engine] === undefined;

const queries = await read('queries.json');
// Made by typing.mjs, when there is an app to type in.
const typing = existsSync(path.join(folder, 'typing.json')) ? await read('typing.json') : null;
const [payload, peersPayload] = await Promise.all([read('payload.json'), read('peers-payload.json')]);

/** Places of the first so many queries of each kind; of all of them without a number. */
const some = (each = Infinity) => KINDS.flatMap((kind) =>
  queries.flatMap((it, at) => (it.kind === kind ? [at] : [])).slice(0, each));

const server = await serve(folder);
const browser = await launch();
const sessions = [];
try {
  for (const engine of Object.keys(ENGINES)) {
    const session = await open(browser, server.url, engine);
    say(`${engine}: first answer after ${session.load.toFixed(1)} ms, ${session.next.toFixed(1)} ms after the own district's`);
    sessions.push(session);
  }
  const measured = await measure(sessions);
  const result = {
    bench: 'guides', guides: payload.guides.guides, queries: queries.length,
    browser: browser.version(), cores: availableParallelism(), throttle: THROTTLE, quick,
    payload, typing, ...judged(measured, payload, { typing, quick }),
  };
  say(table(result, peersPayload));
  const { engines: { ours, ...peers }, ...rest } = result;
  const { ok, ...head } = rest;
  console.log(JSON.stringify(rounded({ ...head, ours, peers, ok })));
  process.exitCode = ok ? 0 : 1;
} finally {
  await browser.close();
  await server.stop();
}

/** All engines in turn, round by round, so that a busy minute hits every one of them. */
async function measure(all) {
  const run = (session) => some(SLOW[session.engine]?.each);
  const taken = new Map(all.map((it) => [it, []]));
  const fast = all.filter(isFast);
  for (let n = 0; n < WARM + ROUNDS; n++) {
    say(`round ${n + 1} of ${WARM + ROUNDS}${n < WARM ? ' (warm-up)' : ''}`);
    for (const it of fast) taken.get(it).push(await it.round(run(it), false));
  }
  for (const it of all.filter((one) => !isFast(one))) {
    say(`${it.engine}: ${run(it).length} queries, once each`);
    taken.get(it).push(await it.round(run(it), false));
  }
  const throttled = await halted(all);
  const engines = {};
  for (const it of all) {
    const places = run(it);
    const rounds = taken.get(it);
    const times = least(rounds.length > WARM ? rounds.slice(WARM) : rounds);
    const found = await it.answers(places);
    engines[it.engine] = {
      load_ms: it.load, next_ms: it.next, bytes: it.bytes, memory_bytes: await it.memory(), rounds: isFast(it) ? ROUNDS : 1,
      ...figures(places.map((at) => queries[at]), times, found), first_round: spread(rounds[0]),
      throttled: { asked: throttled.get(it).places.length, ...spread(throttled.get(it).times) },
      // For those that are asked fewer: what each query took, by its place.
      each: { places, times, found, throttled: throttled.get(it) },
    };
  }
  return { engines, queries };
}

/** The same at a fraction of the processor, one page after the other: the throttle works by spinning, so a throttled
 *  page takes a whole core from the others even when it has nothing to do. */
async function halted(all) {
  const taken = new Map();
  const run = (session) => some(SLOW[session.engine]?.throttled ?? (quick ? 10 : undefined));
  for (let n = 0; n < SLICED_ROUNDS; n++) {
    say(`throttled ${THROTTLE} times, round ${n + 1} of ${SLICED_ROUNDS}`);
    for (const it of all.filter((one) => isFast(one) || n === 0)) {
      await it.throttle(THROTTLE);
      taken.set(it, [...(taken.get(it) ?? []), await it.round(run(it), true)]);
      await it.throttle(1);
    }
  }
  return new Map([...taken].map(([it, rounds]) => [it, { places: run(it), times: least(rounds) }]));
}

/** Numbers as short as they mean something. */
function rounded(value) {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(4));
  if (Array.isArray(value)) return value.map(rounded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, rounded(it)]));
}
