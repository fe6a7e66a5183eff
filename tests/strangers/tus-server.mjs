// `node tus-server.mjs FOLDER [EXPIRES_MS]`: the tus project's own server at a hall's address, files in FOLDER.
// Prints `ready URL`.
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const [directory, expires] = process.argv.slice(2);
const datastore = new FileStore({ directory, expirationPeriodInMilliseconds: Number(expires ?? 0) });
const server = new Server({ path: '/api/v1/uploads', relativeLocation: true, maxSize: 20 * 1024 * 1024, datastore });
const listening = server.listen({ host: '127.0.0.1', port: 0 }, () => {
  console.log(`ready http://127.0.0.1:${listening.address().port}`);
});
