// The result for people.
import { KINDS } from './kinds.mjs';

const NAMES = {
  ours: 'guide-index', minisearchTuned: 'MiniSearch, tuned', minisearch: 'MiniSearch', flexsearch: 'FlexSearch',
  ufuzzy: 'uFuzzy', indexOf: '`indexOf`', fuse: 'Fuse.js', pinyinMatch: 'pinyin-match',
};

const short = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3));
const three = ({ p50, p95, p99 }) => [p50, p95, p99].map(short).join(' / ');
const bytes = (value) => (value >= 1e6 ? `${short(value / 1e6)} MB` : `${short(value / 1e3)} kB`);

/** Lines of a Markdown table. */
function lines(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((it) => `| ${it.join(' | ')} |`).join('\n');
}

export function table(result, peersPayload) {
  const all = Object.entries(result.engines);
  const { guides, district } = result.payload;
  const sent = (name) => (name === 'ours' ? guides : peersPayload[name]);
  return [
    `\n${result.guides} guides, ${result.queries} queries; Chromium ${result.browser}, ${result.cores} cores\n`,
    lines(['engine', 'sent, brotli', 'bytes → first answer, ms', 'after the own district', 'memory', 'p50 / p95 / p99, ms', `at ${result.throttle}× throttle`, 'first round', 'asked'],
      all.map(([name, it]) => [NAMES[name], bytes(sent(name).brotli), short(it.load_ms), short(it.next_ms), bytes(it.memory_bytes), three(it),
        three(it.throttled), three(it.first_round), `${it.asked}, ${it.throttled.asked}`])),
    `\nOwn district: ${bytes(district.brotli)} of brotli, ${district.guides} guides.`,
    typingLine(result.typing),
    '\nRecall: one that is meant is among the first 20 (and how many of those that should be)\n',
    lines(['engine', ...KINDS], all.map(([name, it]) => [NAMES[name],
      ...KINDS.map((kind) => `${it.kinds[kind].hit.toFixed(2)} (${it.kinds[kind].share.toFixed(2)})`)])),
    '\np99 by kind, ms\n',
    lines(['engine', ...KINDS], all.map(([name, it]) => [NAMES[name], ...KINDS.map((kind) => short(it.kinds[kind].p99))])),
    '\nPromises\n',
    lines(['promise', 'measured', 'bound', ''], result.targets.map((it) =>
      [it.name, fraction(it.value), fraction(it.bound), it.ok ? 'holds' : 'FAILS'])),
    '',
  ].join('\n');
}

function typingLine(typing) {
  if (!typing) return 'Typing in the app: not measured.';
  const { letters, throttle, runs } = typing;
  const one = ({ long, longest_ms: longest, longest_frame_ms: frame }) =>
    `${long} tasks over 50 ms, the longest ${short(longest)} ms, from a key to the next frame at most ${short(frame)} ms`;
  return `Typing ${letters} letters in the app at ${throttle}× throttle, ${runs.length} times: ${runs.map(one).join('; ')}.`;
}

/** `1/23.4` for a small ratio. */
function fraction(value) {
  if (Math.abs(value) >= 1000) return bytes(value);
  return value > 0 && value < 0.2 ? `1/${short(1 / value)}` : value.toFixed(2);
}
