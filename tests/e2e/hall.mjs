// A real hall for a journey: its own process, its own data, the built app.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProcess } from './process.mjs';

const root = path.resolve(import.meta.dirname, '../..');
/** The hall's program. */
export const bin = process.env.HALL_BIN ?? path.join(root, 'target/debug/hall');
/** The built app. */
export const DIST = process.env.DIST ?? path.join(root, 'dist');

/**
 * Starts a hall in demo mode, by default without a clerk: journeys work the desk themselves. With `history` it has the
 * cases of the year before, too; `dist` is the build it serves.
 */
export async function startHall({ data, port = 0, clerkMs = 0, history = false, dist = DIST } = {}) {
  const own = data === undefined;
  const dir = data ?? mkdtempSync(path.join(tmpdir(), 'hall-'));
  const args = ['serve', '--data', dir, '--port', String(port), '--dist', dist, '--demo', '--clerk-ms', String(clerkMs)];
  if (history) args.push('--history');
  const { url, log, end } = await startProcess(bin, args, 'the hall');
  return {
    url,
    data: dir,
    port: Number(new URL(url).port),
    log,
    /** Ends it as an operator would; what it acknowledged is on disk. */
    async stop() {
      await end('SIGTERM');
      if (own) rmSync(dir, { recursive: true, force: true });
    },
    /** Ends it as a power cut would. The data stays. */
    kill: () => end('SIGKILL'),
    desk: deskOf(dir, url),
  };
}

/** A hall that ends with the test, also when it fails. */
export async function hallFor(t, options) {
  const hall = await startHall(options);
  t.after(() => hall.stop());
  return hall;
}

/** Works the counter of a hall that runs here: `desk('accept', id)`. */
export function deskOf(data, url) {
  return (...words) => {
    const done = spawnSync(bin, ['desk', '--data', data, '--url', url, ...words], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`hall desk ${words.join(' ')}: ${done.stderr}${done.stdout}`);
    return done.stdout;
  };
}
