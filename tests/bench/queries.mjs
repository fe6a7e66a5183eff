// What people type: five kinds of queries cut from the titles, and which titles are truly meant.
import { random, syllables } from './catalogue.mjs';
import { isHan } from './engines/text.mjs';

const SEED = 77;
const ON_WORD_BOUNDARIES = 0.7;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** One title as engines read it: its text, pinyin and initials, whole and by word. */
export function row(title) {
  const syllable = syllables(title);
  const words = [...segmenter.segment(title)].filter((it) => it.isWordLike).map((it) => it.segment);
  let at = 0;
  const pinyinOf = words.map((word) => {
    const length = [...word].filter(isHan).length;
    return syllable.slice(at, (at += length));
  });
  return {
    title, syllable, words,
    pinyin: syllable.join(''),
    initials: syllable.map((it) => it[0]).join(''),
    wordPinyin: pinyinOf.map((it) => it.join('')),
    wordInitials: pinyinOf.map((it) => it.map((one) => one[0]).join('')),
  };
}

/** `each` queries of every kind: `{kind, text, meant}`; `meant` is what stands in the titles that are truly meant. */
export function queries(rows, each) {
  const next = random(SEED);
  const sounding = homophones(rows);
  const made = [];
  const add = (kind, text, meant) => made.push({ kind, text, meant });
  for (let n = 0; n < each; n++) {
    const { han } = span(next, rows, 2, 6);
    add('han', han.join(''), han.join(''));
  }
  for (let n = 0; n < each; n++) {
    const text = span(next, rows, 2, 5).syllable.join('');
    add('pinyin', text, text);
  }
  for (let n = 0; n < each; n++) {
    const text = span(next, rows, 3, 6).syllable.map((it) => it[0]).join('');
    add('initials', text, text);
  }
  for (let n = 0; n < each; n++) {
    const meant = span(next, rows, 3, 6).syllable.join('');
    add('typo', mistyped(next, meant), meant);
  }
  for (let n = 0; n < each;) {
    const { han, syllable } = span(next, rows, 3, 6);
    const at = Math.floor(next() * han.length);
    const others = [...(sounding.get(syllable[at]) ?? [])].filter((it) => it !== han[at]);
    if (others.length === 0) continue;
    add('homophone', han.with(at, others[Math.floor(next() * others.length)]).join(''), han.join(''));
    n++;
  }
  return made;
}

/** A run of `min` to `max` characters of some title; of its part before the brackets, as people begin there. */
function span(next, rows, min, max) {
  for (;;) {
    const { title, syllable, words } = rows[Math.floor(next() * rows.length)];
    const core = [...title.split('（')[0]];
    if (!core.every(isHan)) continue;
    const [from, length] = next() < ON_WORD_BOUNDARIES
      ? between(next, boundaries(words, core.length), min, max)
      : anywhere(next, core.length, min, max);
    if (length > 0) return { han: core.slice(from, from + length), syllable: syllable.slice(from, from + length) };
  }
}

function boundaries(words, end) {
  const found = [0];
  for (const word of words) {
    found.push(found.at(-1) + [...word].filter(isHan).length);
    if (found.at(-1) >= end) break;
  }
  return found.filter((it) => it <= end);
}

function between(next, found, min, max) {
  const at = Math.floor(next() * (found.length - 1));
  const from = found[at];
  const ends = found.slice(at + 1).filter((it) => it - from >= min && it - from <= max);
  return ends.length === 0 ? [0, 0] : [from, ends[Math.floor(next() * ends.length)] - from];
}

function anywhere(next, end, min, max) {
  const length = min + Math.floor(next() * (max - min + 1));
  return length > end ? [0, 0] : [Math.floor(next() * (end - length + 1)), length];
}

/** One letter, not the first, is another, missing, doubled by another, or has changed places with the next. */
function mistyped(next, text) {
  for (;;) {
    const at = 1 + Math.floor(next() * (text.length - 2));
    const letter = String.fromCharCode(97 + Math.floor(next() * 26));
    const [head, here, tail] = [text.slice(0, at), text[at], text.slice(at + 1)];
    const typed = [head + letter + tail, head + tail, head + letter + here + tail, head + tail[0] + here + tail.slice(1)];
    const made = typed[Math.floor(next() * typed.length)];
    // The same letter again, or two equal ones that changed places, is no typo.
    if (made !== text) return made;
  }
}

function homophones(rows) {
  const found = new Map();
  for (const { title, syllable } of rows) {
    [...title].filter(isHan).forEach((letter, at) => {
      if (!found.has(syllable[at])) found.set(syllable[at], new Set());
      found.get(syllable[at]).add(letter);
    });
  }
  return found;
}

/** Which rows are truly meant: those with the text, or with the letters in their pinyin or initials. */
export function meantBy({ meant }) {
  if (isHan(meant[0])) return (row) => row.title.includes(meant);
  return (row) => row.pinyin.includes(meant) || row.initials.includes(meant);
}

/** How many rows must be found: as above, but pinyin counts only from the beginning of a syllable to the end of one,
 *  so that nobody is asked to find 安 (`an`) in 天 (`tian`). */
export function owed(query, rows) {
  if (isHan(query.meant[0])) return rows.filter(meantBy(query)).length;
  const { meant } = query;
  return rows.filter((row) => row.initials.includes(meant) || alignedIn(row, meant)).length;
}

function alignedIn({ pinyin, syllable }, meant) {
  if (!pinyin.includes(meant)) return false;
  const ends = new Set([0]);
  let end = 0;
  for (const it of syllable) ends.add((end += it.length));
  for (let at = pinyin.indexOf(meant); at >= 0; at = pinyin.indexOf(meant, at + 1)) {
    if (ends.has(at) && ends.has(at + meant.length)) return true;
  }
  return false;
}
