// pinyin-match: one title after the other, until there are enough.
import { default as PinyinMatch } from 'pinyin-match';

import { parsed } from './text.mjs';

export const pinyinMatch = {
  files: ['titles.json'],
  open([columns], limit) {
    const titles = parsed(columns);
    return (text) => {
      const found = [];
      for (let at = 0; at < titles.length && found.length < limit; at++) {
        if (PinyinMatch.match(titles[at], text)) found.push(at);
      }
      return found;
    };
  },
};
