// A hall that a test has started does not outlive it, however the test ends.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

const started = path.resolve(import.meta.dirname, 'process.mjs');
/** Says where it listens, and the process it is, and stays. */
const hall = `require('node:http').createServer().listen(0, '127.0.0.1', function () {
  console.log('ready ' + this.address().port + ' ' + process.pid);
});`;
const tests = `
  import { startProcess } from ${JSON.stringify(started)};
  const { url } = await startProcess(process.execPath, ['-e', process.argv[1]], 'it');
  console.log(url);
  process.stdin.once('data', () => process.exit(1)).resume();`;

const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

for (const [how, end] of [
  ['a signal', (it) => it.kill('SIGTERM')],
  ['the keyboard', (it) => it.kill('SIGINT')],
  ['a failure', (it) => it.stdin.write('x')],
]) {
  test(`a process goes with the test that ${how} ends`, { timeout: 20_000 }, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', tests, hall], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const pid = Number(line.split(' ')[1]);
    assert.ok(alive(pid));
    end(child);
    await once(child, 'exit');
    // It was killed before; the system may take a moment to say so.
    for (let left = 500; left > 0 && alive(pid); left -= 1) await new Promise((resolve) => { setTimeout(resolve, 10); });
    const stays = alive(pid);
    if (stays) process.kill(pid, 'SIGKILL');
    assert.ok(!stays, 'it is still there');
  });
}
