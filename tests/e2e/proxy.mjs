// A wire between browser and hall that can be cut: it watches for a request and decides its fate.
import net from 'node:net';

/**
 * Forwards bytes to `target()`. Before a request line that `matches` is passed on, `before(count)` may answer
 * 'drop' (the hall never sees it); once the hall's answer begins, `after(count)` may answer 'cut' (the browser never
 * sees it). Counts say how often that request came.
 */
export async function startProxy(target, { matches, before = () => 'pass', after = () => 'pass' }) {
  const seen = { requests: 0, answers: 0 };
  const sockets = new Set();
  const server = net.createServer((client) => {
    sockets.add(client);
    const hall = net.connect(target());
    let watched = false;
    let fate = Promise.resolve('pass');
    const end = () => { client.destroy(); hall.destroy(); sockets.delete(client); };
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
        client.write(bytes);
        hall.resume();
      });
    });
    for (const [one, other] of [[client, hall], [hall, client]]) {
      one.on('end', () => other.end());
      one.on('error', end);
      one.on('close', () => { sockets.delete(client); other.destroy(); });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The request that commits a filing. */
export const isFinalize = (head) => /^POST \/api\/v1\/filings\/[^ ]+\/finalize /m.test(head);
