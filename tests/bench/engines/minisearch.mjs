// MiniSearch, plain and tuned for recall. Both know titles by characters and pairs.
//
// plain: pinyin and initials of each word and of the whole title.
// tuned: pinyin and initials from each word to the title's end, so that a prefix search finds every run of words.
import MiniSearch from 'minisearch';

import { decoded, isHan, piecesOfQuery, piecesOfTitle } from './text.mjs';

const plain = (words, whole) => [...words, whole].join(' ');
const tuned = (words) => words.map((_, at) => words.slice(at).join('')).join(' ');

function options(join) {
  return {
    idField: 'id', fields: ['title', 'pinyin', 'initials'], storeFields: [],
    processTerm: (it) => it.toLowerCase(),
    extractField: (row, field) => {
      if (field === 'pinyin') return join(row.wordPinyin, row.pinyin);
      if (field === 'initials') return join(row.wordInitials, row.initials);
      return row[field];
    },
    tokenize: (text, field) => (field === 'title' ? piecesOfTitle(text) : text.split(' ').filter(Boolean)),
  };
}

function engine(file, join) {
  return {
    files: [file],
    /** The index as text, made beforehand: a phone would be sent this. */
    build(rows) {
      const index = new MiniSearch(options(join));
      index.addAll(rows.map((row, id) => ({ ...row, id })));
      return JSON.stringify(index);
    },
    open([buffer], limit) {
      const index = MiniSearch.loadJSON(decoded(buffer), options(join));
      const han = { fields: ['title'], tokenize: piecesOfQuery, combineWith: 'OR' };
      const latin = (text) => ({ fields: ['pinyin', 'initials'], prefix: true, fuzzy: text.length > 4 ? 0.15 : false });
      return (text) => index.search(text, isHan(text) ? han : latin(text)).slice(0, limit).map((it) => it.id);
    },
  };
}

export const minisearch = engine('minisearch.json', plain);
export const minisearchTuned = engine('minisearch-tuned.json', tuned);
