// FlexSearch: titles by characters and pairs, pinyin and initials by the beginnings of words.
import { Encoder, Index } from 'flexsearch';

import { isHan, merged, parsed, piecesOfTitle } from './text.mjs';

const bare = { normalize: false, dedupe: false };
const FIELDS = ['title', 'pinyin', 'initials'];

function indexes() {
  const words = new Encoder({ ...bare, split: /\s+/ });
  const pieces = new Encoder({ ...bare, finalize: (parts) => parts.flatMap(piecesOfTitle) });
  return {
    title: new Index({ tokenize: 'strict', encoder: pieces }),
    pinyin: new Index({ tokenize: 'forward', encoder: words }),
    initials: new Index({ tokenize: 'forward', encoder: words }),
  };
}

export const flexsearch = {
  files: ['flexsearch.json'],
  build(rows) {
    const made = indexes();
    rows.forEach((row, id) => {
      made.title.add(id, row.title);
      made.pinyin.add(id, [...row.wordPinyin, row.pinyin].join(' '));
      made.initials.add(id, [...row.wordInitials, row.initials].join(' '));
    });
    const parts = [];
    for (const field of FIELDS) made[field].export((key, data) => void parts.push([field, key, data]));
    return JSON.stringify(parts);
  },
  open([buffer], limit) {
    const made = indexes();
    for (const [field, key, data] of parsed(buffer)) made[field].import(key, data);
    return (text) => {
      if (isHan(text)) return made.title.search(text, { limit, suggest: true });
      return merged(limit, made.initials.search(text, { limit }), made.pinyin.search(text, { limit, suggest: true }));
    };
  },
};
