// Every fault is survived, with the seed of the table.
import { test } from 'node:test';
import { SEED, faults } from './faults.mjs';
import { Lab } from './lab.mjs';

for (const { id, fault, run } of faults) {
  test(`${id}: ${fault}`, async () => {
    const lab = new Lab(id, SEED);
    try {
      await run(lab);
    } finally {
      await lab.end();
    }
  });
}
