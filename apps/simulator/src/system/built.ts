import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the repository is: this file may run from its source or from what was built of it. */
export function repositoryFile(...path: string[]): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, ...path);
}

/** What `npm run build` made of an app's file. */
export function builtApp(path: string): string {
  const file = repositoryFile('dist/apps', path);
  if (!existsSync(file)) throw new Error(`${file} is not there: npm run build`);
  return file;
}
