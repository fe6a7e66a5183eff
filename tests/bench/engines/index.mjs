// Every engine, in the order of the table.
import { flexsearch } from './flexsearch.mjs';
import { fuse } from './fuse.mjs';
import { indexOf } from './index-of.mjs';
import { minisearch, minisearchTuned } from './minisearch.mjs';
import { ours } from './ours.mjs';
import { pinyinMatch } from './pinyin-match.mjs';
import { ufuzzy } from './ufuzzy.mjs';

export const ENGINES = { ours, minisearchTuned, minisearch, flexsearch, ufuzzy, indexOf, fuse, pinyinMatch };
