// A process beside a test that says on its first lines where it listens: `ready http://…`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const running = new Set();

function killAll() {
  for (const child of running) child.kill('SIGKILL');
}

process.once('exit', killAll);
// A test that is stopped from outside, as one is that takes too long, has no `exit`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    killAll();
    process.kill(process.pid, signal);
  });
}

/** Starts `program` and waits until it is ready; `what` names it in a failure. It never outlives the tests. */
export async function startProcess(program, args, what) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let log = '';
  child.stderr.on('data', (it) => { log += it; });
  const exited = new Promise((resolve) => {
    child.once('exit', () => {
      running.delete(child);
      resolve();
    });
  });
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice(6));
    });
    child.once('exit', (code) => reject(new Error(`${what} ended with ${code}:\n${log}`)));
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
  });
  return {
    url,
    /** What it wrote to its standard error so far. */
    log: () => log,
    /** Ends it and waits until it is gone; one that has ended already is ended, too. */
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
