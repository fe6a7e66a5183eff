// uFuzzy, letting one letter be wrong (intraMode 1), over titles, pinyin and initials.
import UFuzzy from '@leeoniya/ufuzzy';

import { isHan, merged, parsed } from './text.mjs';

/** Its own advice: above this many, filter only and do not rank. */
const RANKED = 1000;
const LETTERS = {
  unicode: true, interSplit: "[^\\p{L}\\d']+", intraSplit: '\\p{Ll}\\p{Lu}', intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']", intraContr: "'\\p{L}{1,2}\\b", intraMode: 1,
};

export const ufuzzy = {
  files: ['columns.json'],
  open([columns], limit) {
    const fuzzy = new UFuzzy(LETTERS);
    const [titles, pinyin, initials] = parsed(columns);
    const found = (texts, text) => {
      const places = fuzzy.filter(texts, text) ?? [];
      if (places.length === 0 || places.length > RANKED) return places.slice(0, limit);
      const info = fuzzy.info(places, texts, text);
      return fuzzy.sort(info, texts, text).slice(0, limit).map((it) => info.idx[it]);
    };
    return (text) => (isHan(text) ? found(titles, text) : merged(limit, found(initials, text), found(pinyin, text)));
  },
};
