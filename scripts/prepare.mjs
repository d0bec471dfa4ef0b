/**
 * Installs and builds when needed, so that every command works on a clean clone. npm remembers what it installed, we what we
 * built by the hash of what went in; a second start costs the reading of the sources and nothing more.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

const builtStamp = join(root, 'dist/.tendon-built');
const oldestNode = [20, 19];

export function prepare({ build = true, say = (line) => process.stderr.write(`${line}\n`) } = {}) {
  requireNode();
  install(say);
  if (build) buildIfChanged(say);
}

/** Ends this process, with the command's own words on standard error, when the command fails. */
export function run(name, command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (done.status === 0) return;
  process.stderr.write(`${name} failed (${done.error?.message ?? done.signal ?? `exit ${done.status}`})\n`);
  process.exit(1);
}

/** A tool of node_modules, without a shell: the path may have a space in it. */
export function tool(path, ...args) {
  return [process.execPath, [join(root, 'node_modules', path), ...args]];
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  process.stderr.write(`Tendon needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}\n`);
  process.exit(1);
}

function install(say) {
  if (isInstalled()) return;
  say('  installing packages (once)');
  // npm runs us, and tells its children of its own silence: an install must say what went wrong.
  run('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { shell: process.platform === 'win32' });
}

/** npm's own note of what is in node_modules names every package of the lock file, those for other machines apart. */
function isInstalled() {
  const note = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(note)) return false;
  const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = packagesOf(note);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version);
}

function buildIfChanged(say) {
  const wanted = hashOf(sourceFiles());
  if (existsSync(builtStamp) && readFileSync(builtStamp, 'utf8') === wanted) return;
  say('  building (once after every change)');
  run('the servers\' build', ...tool('@typescript/native/bin/tsc', '-p', 'tsconfig.build.json'));
  run('the console\'s build', ...tool('vite/bin/vite.js', 'build', '-c', 'apps/console/vite.config.ts', '--logLevel', 'error'));
  writeFileSync(builtStamp, wanted);
}

function sourceFiles() {
  const below = (folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return [...below('apps'), ...below('libs'), ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) => join(root, name))].sort();
}

function hashOf(files) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
