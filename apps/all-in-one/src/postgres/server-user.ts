import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** What `spawn` needs to run something as another user; empty: as ourselves. */
export type ServerUser = { uid: number; gid: number } | Record<string, never>;

/** "nobody" on every system we know. */
const nobody = { uid: 65534, gid: 65534 };

/** PostgreSQL refuses to run as root: then it runs as the owner of its files, or as nobody when there are none yet. */
export function serverUserFor(cluster: string): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  return owner === undefined || owner.uid === 0 ? nobody : { uid: owner.uid, gid: owner.gid };
}

/** Whether that user can enter the folder: any folder above it may be closed, as /root is. Asked by trying. */
export function canEnter(folder: string, user: ServerUser): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}
