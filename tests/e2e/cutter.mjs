// A wire that breaks once, in the middle of an answer, and lets everything else through.
import { startWire } from './wire.mjs';

/** Forwards to `port`; the first answer to a request under `path` ends after so many bytes. Tells what was asked for. */
export async function startCutter(port, { path, after }) {
  const seen = [];
  let cut = false;
  const wire = await startWire(() => ({ port, host: '127.0.0.1' }), (client, hall, end) => {
    let left = Infinity;
    client.on('data', (bytes) => {
      const head = bytes.toString('latin1');
      const line = /^GET ([^ ]+) HTTP/m.exec(head);
      if (line) {
        seen.push({ path: line[1], range: /^range: *(.+)$/im.exec(head)?.[1]?.trim() });
        left = line[1].startsWith(path) && !cut ? after : Infinity;
      }
      hall.write(bytes);
    });
    hall.on('data', (bytes) => {
      if (bytes.length < left) { left -= bytes.length; client.write(bytes); return; }
      cut = true;
      client.write(bytes.subarray(0, left), () => setTimeout(end, 200));
      left = 0;
    });
  });
  return { ...wire, seen };
}
