// What was promised, as ratios of this one run.
import { percentile, recalled } from './figures.mjs';
import { KINDS } from './kinds.mjs';

const WHOLE = 900_000;
const DISTRICT = 60_000;
const RECALL = 0.98;

/** The longest task typing may cause, in ms: what a browser itself calls long. */
const TASK = 50;

/** `{engines, targets, ok}`: the engines without what only the judge needs, and each promise with what was measured.
 *  Without `typing` the app was not asked; of a `quick` run only recall means something. */
export function judged({ engines, queries }, payload, { typing = null, quick = false } = {}) {
  const { ours, minisearchTuned: tuned, minisearch: plain, fuse } = engines;
  const most = (name, value, bound) => ({ name, value, bound, ok: value <= bound });
  const least = (name, value, bound) => ({ name, value, bound, ok: value >= bound });
  const recall = [
    ...KINDS.map((kind) => least(`recall, ${kind}`, ours.kinds[kind].hit, RECALL)),
    ...Object.entries(engines).filter(([name]) => name !== 'ours').map(([name, peer]) =>
      least(`recall less that of ${name}, worst kind`, worstLead(ours, peer, queries), 0)),
  ];
  const targets = quick ? recall : [
    most('p99 / tuned MiniSearch', onSame(ours.each, tuned.each), 1 / 15),
    most('p99 / Fuse, same queries', onSame(ours.each, fuse.each), 1 / 500),
    most('p99 / tuned MiniSearch, throttled', onSame(ours.each.throttled, tuned.each.throttled), 1 / 15),
    most('p99 / Fuse, same queries, throttled', onSame(ours.each.throttled, fuse.each.throttled), 1 / 500),
    most('bytes to first answer / tuned MiniSearch', ours.load_ms / tuned.load_ms, 1 / 100),
    most('bytes to first answer / plain MiniSearch', ours.load_ms / plain.load_ms, 1 / 100),
    most('the same after the own district / tuned MiniSearch', ours.next_ms / tuned.next_ms, 1 / 100),
    most('the same after the own district / plain MiniSearch', ours.next_ms / plain.next_ms, 1 / 100),
    most('memory / tuned MiniSearch', ours.memory_bytes / tuned.memory_bytes, 1 / 40),
    most('whole catalogue, bytes of brotli', payload.guides.brotli, WHOLE),
    most('own district, bytes of brotli', payload.district.brotli, DISTRICT),
    ...recall,
    ...(typing ? [most('typing in the app, longest task in ms', typing.longest_ms, TASK)] : []),
  ];
  for (const it of Object.values(engines)) delete it.each;
  return { engines, targets, ok: targets.every((it) => it.ok) };
}

const ratio = (a, b) => percentile(a, 0.99) / percentile(b, 0.99);

/** Our p99 by theirs, over the queries they were asked. */
const onSame = (ours, { places, times }) => ratio(places.map((at) => ours.times[ours.places.indexOf(at)]), times);

/** By how much we recall more than they do, in the kind where it is least, over the queries they were asked. */
function worstLead(ours, peer, queries) {
  const leads = KINDS.map((kind) => {
    const places = peer.each.places.filter((at) => queries[at].kind === kind);
    const of = (engine) => places.reduce((sum, at) =>
      sum + recalled(queries[at], engine.each.found[engine.each.places.indexOf(at)]).hit, 0) / places.length;
    return of(ours) - of(peer);
  });
  return Math.min(...leads);
}
