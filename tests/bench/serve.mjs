// Serves the page, the engines of others and what was made. Cross-origin isolated: only then the clock of the page
// counts in steps of 5 µs instead of 100.
import path from 'node:path';

import { serveFolder } from '../e2e/static.mjs';

const HERE = import.meta.dirname;

/** Only this machine can ask. */
export const serve = (made) => serveFolder(HERE, {
  beside: { npm: path.join(HERE, 'node_modules'), made },
  headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp', 'cache-control': 'no-store' },
});
