// What the app keeps for everybody on the device: the database `hall-catalogue`.
import { setTimeout } from 'node:timers/promises';

/** Waits until what `ask` finds is true. */
export async function until(ask) {
  for (const end = Date.now() + 30_000; !(await ask()); await setTimeout(50)) {
    if (Date.now() > end) throw new Error(`still not so after half a minute: ${ask}`);
  }
}

/** The bytes of a record, as numbers, or nothing; `put` takes their place. */
export function record(page, store, key, put) {
  return inside(page, { store, key, put });
}

/** How many records a store has. */
export async function count(page, store) {
  return (await inside(page, { store })) ?? 0;
}

function inside(page, wanted) {
  return page.evaluate(async ({ store, key, put }) => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    // Whoever opens it first makes it, and that must be the app.
    if (!(await indexedDB.databases()).some((it) => it.name === 'hall-catalogue')) return undefined;
    const database = await done(indexedDB.open('hall-catalogue'));
    try {
      if (!database.objectStoreNames.contains(store)) return undefined;
      const read = database.transaction(store).objectStore(store);
      if (key === undefined) return await done(read.count());
      const held = await done(read.get(key));
      if (put) {
        const changed = { ...held, bytes: new Uint8Array(put) };
        await done(database.transaction(store, 'readwrite').objectStore(store).put(changed, key));
      }
      return held && [...held.bytes];
    } finally {
      database.close();
    }
  }, wanted);
}
