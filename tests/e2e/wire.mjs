// A wire to a hall, on a port of its own.
import net from 'node:net';

/** To what `target()` says; `between(client, hall, end)` decides what passes, and when both ends are let go. */
export async function startWire(target, between) {
  const sockets = new Set();
  const server = net.createServer((client) => {
    const hall = net.connect(target());
    const end = () => { client.destroy(); hall.destroy(); };
    between(client, hall, end);
    for (const [one, other] of [[client, hall], [hall, client]]) {
      sockets.add(one);
      one.on('error', end);
      one.on('end', () => other.end());
      one.on('close', () => { sockets.delete(one); other.destroy(); });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
