import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret of this data folder, made the first time it is asked for; readable for the server's own user alone. */
export function keptSecret(dataFolder: string, name: string, make: () => string): string {
  const file = join(dataFolder, name);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = make();
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
}
