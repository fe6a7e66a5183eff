// Makes what is measured: node make.mjs FOLDER COUNT EACH. Catalogue and queries, and the indexes the engines of others load.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

import { DISTRICT, catalogue } from './catalogue.mjs';
import { ENGINES } from './engines/index.mjs';
import { meantBy, owed, queries, row } from './queries.mjs';

const [folder, count, each] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await mkdir(path.join(folder, 'district'), { recursive: true });
const write = (name, text) => writeFile(path.join(folder, name), text);

const guides = catalogue(Number(count));
const district = guides.filter((it) => it.region.code.startsWith(DISTRICT));
const rows = guides.map((it) => row(it.title));
const asked = queries(rows, Number(each)).map((it) => ({ ...it, owed: owed(it, rows), true: places(rows, meantBy(it)) }));

await write('guides.json', JSON.stringify(guides));
await write('district.json', JSON.stringify(district));
await write('matters.json', JSON.stringify(guides.map((it) => it.matter)));
await write('queries.json', JSON.stringify(asked));
await writeIndexes('', rows);
await writeIndexes('district/', district.map((it) => row(it.title)));
await write('peers-payload.json', JSON.stringify(await sizes()));

/** What the engines of others load. */
async function writeIndexes(under, rows) {
  const columns = ['title', 'pinyin', 'initials'].map((field) => rows.map((it) => it[field]));
  await write(`${under}columns.json`, JSON.stringify(columns));
  await write(`${under}titles.json`, JSON.stringify(columns[0]));
  await write(`${under}fuse.json`, ENGINES.fuse.build(columns));
  await write(`${under}minisearch.json`, ENGINES.minisearch.build(rows));
  await write(`${under}minisearch-tuned.json`, ENGINES.minisearchTuned.build(rows));
  await write(`${under}flexsearch.json`, ENGINES.flexsearch.build(rows));
}

/** What a phone would be sent. Quality 6: 11 takes minutes for so many bytes. */
async function sizes() {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const found = {};
  for (const [name, { files }] of Object.entries(ENGINES).filter(([it]) => it !== 'ours')) {
    const texts = await Promise.all(files.map((it) => readFile(path.join(folder, it))));
    const sum = (list) => list.reduce((all, it) => all + it.length, 0);
    found[name] = { raw: sum(texts), brotli: sum(texts.map((it) => brotliCompressSync(it, { params }))) };
  }
  return found;
}

function places(all, isMeant) {
  return all.flatMap((it, at) => (isMeant(it) ? [at] : []));
}
