// The arithmetic of the measurement.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { figures, least, percentile, recalled } from './figures.mjs';
import { judged } from './judge.mjs';
import { KINDS } from './kinds.mjs';

const times = Array.from({ length: 300 }, (_, at) => 300 - at);

test('a percentile is the time under which that share lies', () => {
  for (const [list, part, expected] of [[times, 0.5, 150], [times, 0.99, 297], [times, 1, 300], [[5, 1, 3], 0.99, 5], [[2], 0.5, 2]]) {
    assert.equal(percentile(list, part), expected, `${list.length} ${part}`);
  }
});

test('the least of the rounds is taken query by query', () => {
  assert.deepEqual(least([[3, 1], [2, 5]]), [2, 1]);
});

test('recall asks for one that is meant, and for its share of what should be there', () => {
  const many = Array.from({ length: 25 }, (_, at) => at);
  const table = [
    ['all that there are', { true: [1, 2], owed: 2 }, [2, 1], 1, 1],
    ['one of two', { true: [1, 2], owed: 2 }, [9, 1], 1, 0.5],
    ['none', { true: [1], owed: 1 }, [2], 0, 0],
    ['nothing', { true: [1], owed: 1 }, [], 0, 0],
    ['a page full of many', { true: many, owed: 25 }, many.slice(0, 20), 1, 1],
    ['after the first twenty does not count', { true: [99], owed: 1 }, [...many.slice(0, 20), 99], 0, 0],
    ['meant, though not owed', { true: [1, 2], owed: 1 }, [1, 2], 1, 1],
  ];
  for (const [name, query, places, hit, share] of table) assert.deepEqual(recalled(query, places), { hit, share }, name);
});

/** One query of each kind; `found` says for each whether it finds what is meant. */
function engine(ms, found, kinds = KINDS) {
  const asked = KINDS.map((kind) => ({ kind, true: [7], owed: 1 }));
  const places = kinds.map((it) => KINDS.indexOf(it));
  const times = places.map(() => ms);
  const answers = places.map((at) => (found[at] ? [7] : []));
  return {
    load_ms: ms, next_ms: ms, memory_bytes: ms,
    ...figures(places.map((at) => asked[at]), times, answers),
    each: { places, times, found: answers, throttled: { places, times } },
  };
}

const all = [1, 1, 1, 1, 1];
const none = [0, 0, 0, 0, 0];
const payload = { guides: { brotli: 900_000 }, district: { brotli: 60_000 } };
const asked = KINDS.map((kind) => ({ kind, true: [7], owed: 1 }));

function broken(changes, sizes = payload) {
  const engines = {
    ours: engine(1, all), minisearchTuned: engine(1000, none), minisearch: engine(500, none), fuse: engine(5000, all), ...changes,
  };
  const { targets, ok } = judged({ engines, queries: asked }, sizes);
  assert.equal(ok, targets.every((it) => it.ok));
  return targets.filter((it) => !it.ok).map((it) => it.name);
}

test('promises hold, or the one that is broken is named', () => {
  const table = [
    ['everything as promised', {}, payload, []],
    ['too slow beside MiniSearch', { minisearchTuned: engine(14, none) }, payload, [
      'p99 / tuned MiniSearch', 'p99 / tuned MiniSearch, throttled', 'bytes to first answer / tuned MiniSearch',
      'the same after the own district / tuned MiniSearch', 'memory / tuned MiniSearch']],
    ['too slow beside Fuse', { fuse: engine(499, all) }, payload, ['p99 / Fuse, same queries', 'p99 / Fuse, same queries, throttled']],
    ['too large', {}, { guides: { brotli: 900_001 }, district: { brotli: 60_001 } }, [
      'whole catalogue, bytes of brotli', 'own district, bytes of brotli']],
    ['typos are not found, and another finds them', { ours: engine(1, [1, 1, 1, 0, 1]) }, payload, [
      'recall, typo', 'recall less that of fuse, worst kind']],
  ];
  for (const [name, changes, sizes, expected] of table) assert.deepEqual(broken(changes, sizes), expected, name);
});

test('an engine that is asked fewer queries is compared on those', () => {
  const slow = engine(1, all);
  slow.each.times = slow.each.times.map((_, at) => (at === 0 ? 1 : 100));
  const fewer = { fuse: engine(500, [1, 1, 1, 1, 1], ['han']) };
  const engines = { ours: slow, minisearchTuned: engine(1e6, none), minisearch: engine(1e6, none), ...fewer };
  // Recall is asked for in every kind, so only the times are looked at here.
  const { targets } = judged({ engines, queries: asked }, payload);
  assert.equal(targets.find((it) => it.name === 'p99 / Fuse, same queries').value, 1 / 500);
});
