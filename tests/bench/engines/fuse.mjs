// Fuse.js over titles, pinyin and initials, with its own index.
import Fuse from 'fuse.js';

import { parsed } from './text.mjs';

const keys = ['title', 'pinyin', 'initials'];

export const fuse = {
  files: ['columns.json', 'fuse.json'],
  build: ([titles, pinyin, initials]) => JSON.stringify(Fuse.createIndex(keys, documents(titles, pinyin, initials)).toJSON()),
  open([columns, made], limit) {
    const all = documents(...parsed(columns));
    const options = { keys, threshold: 0.25, ignoreLocation: true, ignoreFieldNorm: true };
    const index = new Fuse(all, options, Fuse.parseIndex(parsed(made)));
    return (text) => index.search(text, { limit }).map((it) => it.refIndex);
  },
};

const documents = (titles, pinyin, initials) =>
  titles.map((title, at) => ({ title, pinyin: pinyin[at], initials: initials[at] }));
