// Injects every fault there is here, each into a fresh hall and a fresh browser, and writes down what was seen.
//
//   node tests/faults/run.mjs [--seed N] [--write] [ID …]
//
// The last line is `N survived of N`; a fault that was not survived makes the status 1.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Lab } from './lab.mjs';
import { lifecycle } from './lifecycle.mjs';
import { network } from './network.mjs';
import { storage } from './storage.mjs';

const words = process.argv.slice(2);
const seed = Number(words[words.indexOf('--seed') + 1]) || 20261123;
const wanted = words.filter((it) => /^[A-Z]\d+$/.test(it));
const all = [...network, ...storage, ...lifecycle];

const rows = [];
for (const { id, fault, run } of all.filter((it) => wanted.length === 0 || wanted.includes(it.id))) {
  const lab = new Lab([...id].reduce((sum, it) => sum * 31 + it.charCodeAt(0), seed));
  let seen;
  let survived = true;
  try {
    seen = await run(lab);
  } catch (error) {
    survived = false;
    seen = String(error.message).split('\n')[0];
  } finally {
    await lab.end();
  }
  rows.push({ id, fault, seen, survived });
  console.log(`${survived ? '✔' : '✖'} ${id}  ${fault}\n      ${seen}`);
}

const good = rows.filter((it) => it.survived).length;
const table = rows.map((it) => `| ${it.id} | ${it.fault} | ${it.survived ? 'yes' : '**no**'} | ${it.seen} |`);
const text = `# Faults

Injected for real: a wire that is cut, a hall and a browser that are killed, storage that is swept, in a real Chromium before a real hall. Written by
\`cargo xtask faults --write\`, seed ${seed}; the ids are those of the catalogue the project works from. What is not in the table was not injected yet.

| | fault | survived | what was seen |
|---|---|---|---|
${table.join('\n')}

**${good} survived of ${rows.length}.**
`;
if (words.includes('--write')) writeFileSync(path.resolve(import.meta.dirname, '../../docs/faults.md'), text);
console.log(`${good} survived of ${rows.length}`);
process.exit(good === rows.length ? 0 : 1);
