/** `npm start`: the embedded profile, installed and built first when needed, in this very process. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './prepare.mjs';

prepare({ say: (line) => process.stdout.write(`${line}\n`) });
stopWithNpm();
await import(pathToFileURL(join(root, 'dist/apps/all-in-one/src/main.js')).href);

/** `kill -9` of npm runs no handler of npm's: we notice that our parent is another one. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
