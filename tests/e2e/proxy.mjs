// A wire between browser and hall that can be cut: it watches for a request and decides its fate.
import { startWire } from './wire.mjs';

/**
 * Forwards bytes to `target()`. Before a request line that `matches` is passed on, `before(count)` may answer
 * 'drop' (the hall never sees it); once the hall's answer begins, `after(count)` may answer 'cut' (the browser never
 * sees it), or `{ keep }` (it sees so many bytes of it). Counts say how often that request came.
 */
export async function startProxy(target, { matches, before = () => 'pass', after = () => 'pass' }) {
  const seen = { requests: 0, answers: 0 };
  const wire = await startWire(target, (client, hall, end) => {
    let watched = false;
    let fate = Promise.resolve('pass');
    client.on('data', (bytes) => {
      if (matches(bytes.toString('latin1'))) {
        watched = true;
        seen.requests += 1;
        fate = Promise.resolve(before(seen.requests));
      }
      fate.then((it) => (it === 'drop' ? end() : hall.destroyed || hall.write(bytes)));
    });
    hall.on('data', (bytes) => {
      if (!watched) { client.write(bytes); return; }
      watched = false;
      seen.answers += 1;
      hall.pause();
      Promise.resolve(after(seen.answers)).then((it) => {
        if (it === 'cut') { end(); return; }
        if (it.keep !== undefined) { client.write(bytes.subarray(0, it.keep), end); return; }
        client.write(bytes);
        hall.resume();
      });
    });
  });
  return { ...wire, seen };
}

/** The request that commits a filing. */
export const isFinalize = (head) => /^POST \/api\/v1\/filings\/[^ ]+\/finalize /m.test(head);
