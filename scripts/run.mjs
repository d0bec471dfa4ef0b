/** `npm run demo`, `npm run replay`: one of the simulator's commands, installed and built first when needed. Standard output is the command's. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './prepare.mjs';

const [entry, ...args] = process.argv.slice(2);
prepare();
process.argv = [process.argv[0], entry, ...args];
await import(pathToFileURL(join(root, 'dist/apps', `${entry}.js`)).href);
