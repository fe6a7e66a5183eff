// From times and answers to figures.
import { KINDS } from './kinds.mjs';

const FIRST = 20;

/** The time under which the share `part` of all lies; of few, the longest. */
export function percentile(times, part) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

export const spread = (times) => ({ p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) });

/** For each query the least of its rounds. */
export const least = (rounds) => rounds[0].map((_, at) => Math.min(...rounds.map((it) => it[at])));

const mean = (list) => list.reduce((sum, it) => sum + it, 0) / list.length;

/** Whether one that is truly meant is among the first, and how many of those that had to be. */
export function recalled(query, places) {
  const meant = new Set(query.true);
  const found = places.slice(0, FIRST).filter((it) => meant.has(it)).length;
  return { hit: found > 0 ? 1 : 0, share: Math.min(1, found / Math.min(FIRST, query.owed)) };
}

/** Times and recall of the queries that were asked, over all and by kind. */
export function figures(asked, times, found) {
  const one = asked.map((query, at) => ({ kind: query.kind, ms: times[at], ...recalled(query, found[at]) }));
  const kinds = KINDS.map((kind) => {
    const of = one.filter((it) => it.kind === kind);
    return [kind, { ...spread(of.map((it) => it.ms)), hit: mean(of.map((it) => it.hit)), share: mean(of.map((it) => it.share)) }];
  });
  return { asked: asked.length, ...spread(times), kinds: Object.fromEntries(kinds) };
}
