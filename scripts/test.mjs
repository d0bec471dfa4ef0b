/**
 * `npm test`: everything. Types, lint, layer rules, dead code, then every test over real PostgreSQL, Redis, Mosquitto and
 * Chromium. Closes with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root, run, tool } from './prepare.mjs';

const needed = [
  { package: 'redis-server', paths: ['/usr/bin/redis-server', '/usr/local/bin/redis-server'] },
  { package: 'mosquitto', paths: ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto'] },
  { package: 'chromium', paths: ['/usr/bin/chromium'] },
  { package: 'openssl', paths: ['/usr/bin/openssl', '/usr/local/bin/openssl'] },
];
const checks = [
  ['types', tool('@typescript/native/bin/tsc', '-p', 'tsconfig.json')],
  ['types of the domain', tool('@typescript/native/bin/tsc', '-p', 'libs/domain/tsconfig.json')],
  ['types of the console', tool('@typescript/native/bin/tsc', '-p', 'apps/console/tsconfig.json')],
  ['lint', tool('eslint/bin/eslint.js', '.', '--max-warnings', '0')],
  ['layers', tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'tests')],
  ['dead code', tool('knip/bin/knip.js')],
  ['supply chain', [process.execPath, [join(root, 'scripts/supply-chain.mjs')]]],
];
/** Most share the cores, each worker with a database server of its own; browsers, clusters and benches look at the clock and run alone. */
const suites = [
  ['unit tests and stories', ['apps', 'libs', 'tests/stories'], ['--maxWorkers=2']],
  ['tests over real servers', ['tests/medium/(?!cluster)'], ['--maxWorkers=2']],
  ['clusters, browsers and benches', ['tests/medium/cluster', 'tests/e2e', 'tests/bench'], ['--runInBand']],
];

const startedMs = performance.now();
installServers();
prepare();
const passed = { passed: 0, failed: 0, skipped: 0 };
for (const [name, [command, args]] of checks) count(name, spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0 ? { passed: 1 } : { failed: 1 });
for (const [name, paths, options] of suites) count(name, runJest(paths, options));

const skipped = passed.skipped === 0 ? '' : `, ${passed.skipped} skipped`;
process.stdout.write(`everything took ${seconds(startedMs)} s\n${passed.passed} passed, ${passed.failed} failed${skipped}\n`);
process.exitCode = passed.failed === 0 && passed.passed > 0 ? 0 : 1;

function count(name, result) {
  for (const [key, n] of Object.entries(result)) passed[key] += n;
  process.stderr.write(`  ${result.failed ? 'FAILED' : 'ok'}  ${name}\n`);
}

/** A suite that could not even run counts as failed. */
function runJest(paths, options) {
  const folder = mkdtempSync(join(tmpdir(), 'tendon-test-'));
  const output = join(folder, 'result.json');
  const args = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '-c', 'jest.config.mjs', '--json', '--outputFile', output, ...options, ...paths];
  spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 2] });
  if (!existsSync(output)) return { failed: 1 };
  const result = JSON.parse(readFileSync(output, 'utf8'));
  rmSync(folder, { recursive: true });
  return { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites, skipped: result.numPendingTests + result.numTodoTests };
}

function installServers() {
  const missing = needed.filter(({ paths }) => !paths.some((path) => existsSync(path))).map((each) => each.package);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`The tests need ${missing.join(', ')}. Install them and run again:\n  sudo apt-get update && sudo ${command}\n`);
    process.stdout.write('0 passed, 1 failed\n');
    process.exit(1);
  }
  process.stderr.write(`  installing ${missing.join(', ')} with apt (once)\n`);
  // The tests start their own: Debian's must not start services here.
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, stdio: ['ignore', 'ignore', 2] };
  run('apt-get update', 'apt-get', ['update', '-qq'], options);
  run('apt-get install', 'apt-get', command.split(' ').slice(1), options);
}

function seconds(sinceMs) {
  return ((performance.now() - sinceMs) / 1000).toFixed(0);
}
