import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSealKeys } from '#libs/platform';

/** The keys that seal secrets in the database: made at the first start, for the server's own user alone. Without this file they cannot be opened again. */
export function dataKeysOf(dataFolder: string): string {
  const file = join(dataFolder, 'data-keys');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const keys = newSealKeys();
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  writeFileSync(file, `${keys}\n`, { mode: 0o600, flag: 'wx' });
  return keys;
}
