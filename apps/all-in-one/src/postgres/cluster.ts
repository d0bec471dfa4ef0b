import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import type { ServerUser } from './server-user.js';

export const superuser = 'tendon';
export const database = 'tendon';

export interface Cluster {
  /** PGDATA. */
  path: string;
  password: string;
}

export interface ClusterPlace {
  folder: string;
  binaries: Binaries;
  user: ServerUser;
}

export function clusterPath(folder: string): string {
  return join(folder, 'cluster');
}

/** Opens the cluster in this folder; makes it when there is none. A making that was interrupted is begun again. */
export async function openCluster(place: ClusterPlace, progress: (step: string) => void): Promise<Cluster> {
  const path = clusterPath(place.folder);
  const passwordFile = join(place.folder, 'password');
  if (!existsSync(path)) {
    progress('creating the database');
    await createCluster(place, passwordFile);
  }
  const madeBy = readFileSync(join(path, 'PG_VERSION'), 'utf8').trim();
  const server = majorVersion(place);
  if (madeBy !== server) throw new Error(`the data in ${path} are of PostgreSQL ${madeBy}, this is ${server}: dump and restore, or choose another folder`);
  return { path, password: readFileSync(passwordFile, 'utf8') };
}

async function createCluster({ folder, binaries, user }: ClusterPlace, passwordFile: string): Promise<void> {
  const half = join(folder, 'cluster.new');
  const passwordForInit = join(folder, 'password.new');
  rmSync(half, { recursive: true, force: true });
  rmSync(passwordForInit, { force: true });
  mkdirSync(half, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  writeSecret(passwordFile, password);
  writeSecret(passwordForInit, password);
  if (user.uid !== undefined) {
    chownSync(half, user.uid, user.gid);
    chownSync(passwordForInit, user.uid, user.gid);
  }
  const options = { ...user, cwd: half, env: { ...process.env, ...binaries.env } };
  // The builtin locale needs nothing of the system's, which may lack C.UTF-8.
  await promisify(execFile)(binaries.initdb, [
    '-D', half, '-U', superuser, '--auth=scram-sha-256', `--pwfile=${passwordForInit}`, '--encoding=UTF8', '--no-locale',
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', '--data-checksums',
  ], options);
  rmSync(passwordForInit);
  createDatabase(binaries.postgres, half, options);
  renameSync(half, clusterPath(folder));
}

/** Single-user mode: no server, no port and no driver are needed for one statement. */
function createDatabase(postgres: string, cluster: string, options: object): void {
  const { status, stderr } = spawnSync(postgres, ['--single', '-D', cluster, 'postgres'], {
    ...options, input: `CREATE DATABASE ${database}\n`, encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`could not create the database: ${stderr.trim()}`);
}

function writeSecret(path: string, secret: string): void {
  writeFileSync(path, secret, { mode: 0o600 });
  chmodSync(path, 0o600);
}

function majorVersion({ binaries, user }: ClusterPlace): string {
  const options = { ...user, cwd: '/', env: { ...process.env, ...binaries.env }, encoding: 'utf8' } as const;
  const { stdout } = spawnSync(binaries.postgres, ['--version'], options);
  return /(\d+)/.exec(stdout)?.[1] ?? 'unknown';
}
