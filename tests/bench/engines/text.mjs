// What several engines need: pieces of Han text, and bytes as text.

/** Whether the query has a Han character: titles are searched, else pinyin and initials. */
export const isHan = (text) => /\p{Script=Han}/u.test(text);

/** Single characters and pairs: what a title is indexed by. */
export function piecesOfTitle(text) {
  const letters = [...text].filter((it) => !/[（）、\s]/u.test(it));
  return letters.flatMap((it, at) => (at + 1 < letters.length ? [it, it + letters[at + 1]] : [it]));
}

/** Pairs, or the one character there is: what a query is looked up by. */
export function piecesOfQuery(text) {
  const letters = [...text];
  return letters.length < 2 ? letters : letters.slice(0, -1).map((it, at) => it + letters[at + 1]);
}

export const decoded = (buffer) => new TextDecoder().decode(buffer);
export const parsed = (buffer) => JSON.parse(decoded(buffer));

/** The lists one after the other, each entry once, cut to `limit`. */
export const merged = (limit, ...lists) => [...new Set(lists.flat())].slice(0, limit);
