// What a good programmer writes without a library: three long texts, `indexOf`, and a table of where lines begin. It
// neither ranks nor forgives.
import { isHan, parsed } from './text.mjs';

export const indexOf = {
  files: ['columns.json'],
  open([columns], limit) {
    const [titles, pinyin, initials] = parsed(columns).map(joined);
    return (text) => {
      const found = new Set();
      for (const lines of isHan(text) ? [titles] : [initials, pinyin]) scan(lines, text, limit, found);
      return [...found];
    };
  },
};

function joined(lines) {
  const begins = new Uint32Array(lines.length + 1);
  lines.forEach((it, at) => { begins[at + 1] = begins[at] + it.length + 1; });
  return { text: `${lines.join('\n')}\n`, begins };
}

function scan({ text, begins }, sought, limit, found) {
  for (let at = text.indexOf(sought); at >= 0 && found.size < limit;) {
    const line = lineOf(begins, at);
    found.add(line);
    at = text.indexOf(sought, begins[line + 1]);
  }
}

function lineOf(begins, at) {
  let [low, high] = [0, begins.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (begins[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}
