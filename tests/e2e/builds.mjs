// Builds of the app in folders of their own: what the service worker keeps is a whole build, so its tests need several.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DIST } from './hall.mjs';

const BUILD = /^const BUILD = '(.*)';$/m;
const FILES = /^const FILES = (\{[^}]*\});$/m;
const APP = /handheld-app-([0-9a-f]{16})\.js/;

/** The worker of a build: which build, and which files with which digests it says there are. */
export function worker(dist = DIST) {
  const text = readFileSync(path.join(dist, 'sw.js'), 'utf8');
  return { build: BUILD.exec(text)[1], files: JSON.parse(FILES.exec(text)[1]) };
}

/** What there is: address → the first 16 hex digits of its SHA-256, for all but the worker and the compressed copies. */
export function present(dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  const named = files.map((it) => path.relative(dist, path.join(it.parentPath, it.name))).filter((it) => it !== 'sw.js' && !/\.(br|gz)$/.test(it));
  const hash = (name) => createHash('sha256').update(readFileSync(path.join(dist, name))).digest('hex').slice(0, 16);
  return Object.fromEntries(named.map((it) => [it === 'index.html' ? '/' : `/${it}`, hash(it)]));
}

/** A copy that tests may change. Whoever changes it relists it, unless it is to be broken. */
export function copyOf(dist = DIST) {
  const folder = mkdtempSync(path.join(tmpdir(), 'build-'));
  cpSync(dist, folder, { recursive: true, filter: (it) => !/\.(br|gz)$/.test(it) });
  return folder;
}

/** Writes the list of what there is into the worker, as the build does. */
function relist(dist) {
  const file = path.join(dist, 'sw.js');
  const list = JSON.stringify(present(dist), null, 1);
  const build = createHash('sha256').update(list).digest('hex').slice(0, 16);
  const text = readFileSync(file, 'utf8').replace(BUILD, `const BUILD = '${build}';`).replace(FILES, () => `const FILES = ${list};`);
  writeFileSync(file, text);
}

/** The digest that all code of a build carries in its name. */
export const codeOf = (dist) => APP.exec(readFileSync(path.join(dist, 'index.html'), 'utf8'))[1];

/** The same app as the next build: all of its code under other names. `digit` makes the difference. */
export function nextBuild(digit, dist = DIST) {
  const folder = copyOf(dist);
  const [before, after] = [codeOf(folder), digit.repeat(16)];
  for (const name of readdirSync(folder).filter((it) => it.endsWith('.html') || it.endsWith('.js'))) {
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(before, after));
  }
  for (const name of readdirSync(folder).filter((it) => it.includes(before))) {
    renameSync(path.join(folder, name), path.join(folder, name.replace(before, after)));
  }
  relist(folder);
  return folder;
}
