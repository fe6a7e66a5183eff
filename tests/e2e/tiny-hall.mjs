// The tiny hall of examples/: another hall, of another town, in another language, behind the same app.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProcess } from './process.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const dist = process.env.DIST ?? path.join(root, 'dist');

/** Starts it with the built app, on a port that stays the same when it is started again on the same data. */
export async function startTinyHall({ data, port = 0, clerkMs = 600_000 } = {}) {
  const own = data === undefined;
  const dir = data ?? mkdtempSync(path.join(tmpdir(), 'tiny-hall-'));
  const hall = path.join(root, 'examples/tiny-hall/hall.mjs');
  const args = [hall, '--data', dir, '--port', String(port), '--app', dist, '--clerk-ms', String(clerkMs)];
  const { url, end } = await startProcess(process.execPath, args, 'the tiny hall');
  return {
    url,
    data: dir,
    port: Number(new URL(url).port),
    /** Ends it, and its data when it was its own. */
    async stop() {
      await end('SIGTERM');
      if (own) rmSync(dir, { recursive: true, force: true });
    },
    /** Ends it as a power cut would. The data stays. */
    kill: () => end('SIGKILL'),
  };
}
