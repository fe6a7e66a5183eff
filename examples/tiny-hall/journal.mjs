// Everything the hall remembers: one file of JSON lines, only ever appended to. What is acknowledged is on the disk
// first (fsync); the state in memory is what reading the lines again would give, and a restart does just that.
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Opens the journal of a folder and tells `apply` every line, old and new, in order. Gives the function that adds one. */
export function openJournal(folder, apply) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'journal.jsonl');
  const held = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  // A line without its end was being written when the power went. Nobody was told of it: cut it off.
  let length = held.lastIndexOf(0x0a) + 1;
  const to = openSync(file, existsSync(file) ? 'r+' : 'wx', 0o600);
  ftruncateSync(to, length);
  const entry = openSync(folder, 'r'); // a new file is there for sure when its folder's entry is
  fsyncSync(entry);
  closeSync(entry);
  for (const line of held.subarray(0, length).toString().split('\n')) if (line) apply(JSON.parse(line));
  return (it) => {
    const line = Buffer.from(`${JSON.stringify(it)}\n`);
    // Always where the last good line ended: a disk that was full for a moment leaves no half line in between.
    for (let done = 0; done < line.length;) done += writeSync(to, line, done, line.length - done, length + done);
    fsyncSync(to);
    length += line.length;
    apply(it);
  };
}
