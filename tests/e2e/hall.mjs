// A real hall for a journey: its own process, its own data, the built app.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '../..');
const bin = process.env.HALL_BIN ?? path.join(root, 'target/debug/hall');
const dist = process.env.DIST ?? path.join(root, 'dist');

/**
 * Starts a hall in demo mode, by default without a clerk: journeys work the desk themselves. With `history` it has the
 * cases of the year before, too.
 */
export async function startHall({ data, port = 0, clerkMs = 0, history = false } = {}) {
  const own = data === undefined;
  const dir = data ?? mkdtempSync(path.join(tmpdir(), 'hall-'));
  const args = ['serve', '--data', dir, '--port', String(port), '--dist', dist, '--demo', '--clerk-ms', String(clerkMs)];
  if (history) args.push('--history');
  const child = spawn(bin, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  process.once('exit', () => child.kill('SIGKILL'));
  let log = '';
  child.stderr.on('data', (it) => { log += it; });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice(6));
    });
    child.once('exit', (code) => reject(new Error(`the hall ended with ${code}:\n${log}`)));
    child.once('error', reject);
  });
  return {
    url,
    data: dir,
    port: Number(new URL(url).port),
    log: () => log,
    /** Ends it as an operator would; what it acknowledged is on disk. */
    async stop() {
      // Already dead by `kill` is ended, too.
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
      if (own) rmSync(dir, { recursive: true, force: true });
    },
    /** Ends it as a power cut would. The data stays. */
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    desk: deskOf(dir, url),
  };
}

/** Works the counter of a hall that runs here: `desk('accept', id)`. */
export function deskOf(data, url) {
  return (...words) => {
    const done = spawnSync(bin, ['desk', '--data', data, '--url', url, ...words], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`hall desk ${words.join(' ')}: ${done.stderr}${done.stdout}`);
    return done.stdout;
  };
}
