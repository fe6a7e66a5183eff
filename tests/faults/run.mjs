// Injects every fault there is here, each into a fresh hall and a fresh browser, and writes down what was seen.
//
//   node tests/faults/run.mjs [--seed N] [--write] [ID …]
//
// The last line is `N survived of N`; a fault that was not survived makes the status 1.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SEED, faults } from './faults.mjs';
import { Lab } from './lab.mjs';

const words = process.argv.slice(2);
const seed = Number(words[words.indexOf('--seed') + 1]) || SEED;
const wanted = words.filter((it) => /^[A-Z]\d+$/.test(it));

/** How many the catalogue has in each group: network, server, storage, lifecycle, clock, people, upload. */
const GROUPS = { N: 14, S: 14, D: 12, L: 13, C: 4, U: 5, F: 7 };
const known = Object.entries(GROUPS).flatMap(([group, count]) => Array.from({ length: count }, (_, at) => `${group}${at + 1}`));

const rows = [];
for (const { id, fault, run } of faults.filter((it) => wanted.length === 0 || wanted.includes(it.id))) {
  const lab = new Lab(id, seed);
  let seen;
  let survived = true;
  try {
    seen = await run(lab);
  } catch (error) {
    survived = false;
    if (process.env.FAULTS_SHOW) for (const page of lab.pages) console.log(page.url(), await page.locator('body').innerText().catch(String));
    seen = String(error.message).split('\n')[0];
  } finally {
    await lab.end();
  }
  rows.push({ id, fault, seen, survived });
  console.log(`${survived ? '✔' : '✖'} ${id}  ${fault}\n      ${seen}`);
}

const good = rows.filter((it) => it.survived).length;
const missing = known.filter((id) => !rows.some((it) => it.id === id));
const table = rows.map((it) => `| ${it.id} | ${it.fault} | ${it.survived ? 'yes' : '**no**'} | ${it.seen} |`);
const text = `# Faults

Injected for real: a wire that is cut, a hall and a browser that are killed, storage that is swept, in a real Chromium before a real hall. Written by
\`cargo xtask faults --write\`, seed ${seed}; the ids are those of the catalogue the project works from.

| | fault | survived | what was seen |
|---|---|---|---|
${table.join('\n')}

**${good} survived of ${rows.length}.** Of the catalogue's ${known.length} faults of these groups ${missing.length} were not injected yet: ${missing.join(', ')}.
`;
if (words.includes('--write')) writeFileSync(path.resolve(import.meta.dirname, '../../docs/faults.md'), text);
console.log(`${good} survived of ${rows.length}`);
process.exit(good === rows.length ? 0 : 1);
