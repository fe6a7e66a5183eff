// A wire that breaks once, in the middle of an answer, and lets everything else through.
import net from 'node:net';

/** Forwards to `port`; the first answer to a request under `path` ends after so many bytes. Tells what was asked for. */
export async function startCutter(port, { path, after }) {
  const seen = [];
  const sockets = new Set();
  let cut = false;
  const server = net.createServer((client) => {
    const hall = net.connect(port, '127.0.0.1');
    let left = Infinity;
    const end = () => { client.destroy(); hall.destroy(); };
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
    seen,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
