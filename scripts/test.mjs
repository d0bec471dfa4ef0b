/**
 * `npm test`: everything. Types, lint, layer rules, dead code, then every test over real PostgreSQL, Redis, Mosquitto and
 * Chromium. Closes with `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { prepare, root, run, tool } from './prepare.mjs';

const needed = [
  { package: 'redis-server', paths: ['/usr/bin/redis-server', '/usr/local/bin/redis-server'] },
  { package: 'mosquitto', paths: ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto'] },
  { package: 'chromium', paths: ['/usr/bin/chromium'] },
  { package: 'openssl', paths: ['/usr/bin/openssl', '/usr/local/bin/openssl'] },
];
/** What takes longest first: two run at a time. */
const checks = [
  ['lint', tool('eslint/bin/eslint.js', '.', '--max-warnings', '0')],
  ['types', tool('@typescript/native/bin/tsc', '-p', 'tsconfig.json')],
  ['types of the domain', tool('@typescript/native/bin/tsc', '-p', 'libs/domain/tsconfig.json')],
  ['types of the console', tool('@typescript/native/bin/tsc', '-p', 'apps/console/tsconfig.json')],
  ['layers', tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'tests')],
  ['dead code', tool('knip/bin/knip.js')],
  ['supply chain', [process.execPath, [join(root, 'scripts/supply-chain.mjs')]]],
];
/** They assert how quick something is, in ms or live on a screen. */
const byTheClock = ['tests/bench', 'tests/e2e/console', 'tests/e2e/start', 'tests/medium/cluster/devices', 'tests/medium/cluster/open-alerts'];
/**
 * Most share the cores, each worker with a database server of its own; what looks at the clock runs alone. What is made of several processes depends on what else the
 * machine does: a file of them that fails is run once more, alone, and the log says of which this was needed.
 */
const suites = [
  { name: 'unit tests and stories', paths: ['apps', 'libs', 'tests/stories'], options: ['--maxWorkers=2'], onceMore: false },
  { name: 'tests over real servers and browsers', paths: ['tests/medium', 'tests/e2e'], options: ['--maxWorkers=2', '--testPathIgnorePatterns', ...byTheClock], onceMore: true },
  { name: 'what looks at the clock', paths: byTheClock, options: ['--runInBand'], onceMore: true },
];

const startedMs = performance.now();
installServers();
prepare();
const passed = { passed: 0, failed: 0, skipped: 0 };
const waiting = [...checks];
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, checkNext));
for (const { name, paths, options, onceMore } of suites) {
  const { failedFiles, ...result } = runJest(paths, options);
  count(name, onceMore && failedFiles.length > 0 ? again(result, failedFiles) : result);
}

const skipped = passed.skipped === 0 ? '' : `, ${passed.skipped} skipped`;
process.stdout.write(`everything took ${seconds(startedMs)} s\n${passed.passed} passed, ${passed.failed} failed${skipped}\n`);
process.exitCode = passed.failed === 0 && passed.passed > 0 ? 0 : 1;

/** One after the other; what each says is told when it is done, so that two do not talk at once. */
async function checkNext() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, [command, args]] = next;
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    const code = await new Promise((resolve) => child.once('error', (error) => resolve(error.message)).once('close', resolve));
    process.stderr.write(said);
    count(name, code === 0 ? { passed: 1 } : { failed: 1 });
  }
}

function count(name, result) {
  for (const [key, n] of Object.entries(result)) passed[key] += n;
  process.stderr.write(`  ${result.failed ? 'FAILED' : 'ok'}  ${name}\n`);
}

/** Of the files that failed, what came of them now is what counts. A machine that has to be asked twice is to be mended, or its test is: so it is said. */
function again(result, failedFiles) {
  const second = runJest(failedFiles.map(({ file }) => file), ['--runInBand', '--runTestsByPath']);
  const stillFailed = new Set(second.failedFiles.map(({ file }) => file));
  for (const { file } of failedFiles) if (!stillFailed.has(file)) process.stderr.write(`  FAILED ONCE  ${relative(root, file)}: passed when it ran again, alone. Find out why.\n`);
  const passedBefore = failedFiles.reduce((sum, { passed }) => sum + passed, 0);
  return { passed: result.passed - passedBefore + second.passed, failed: second.failed, skipped: result.skipped };
}

/** A suite that could not even run counts as failed. */
function runJest(paths, options) {
  const folder = mkdtempSync(join(tmpdir(), 'tendon-test-'));
  const output = join(folder, 'result.json');
  const args = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '-c', 'jest.config.mjs', '--json', '--outputFile', output, ...paths, ...options];
  spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 2] });
  if (!existsSync(output)) return { failed: 1, failedFiles: [] };
  const result = JSON.parse(readFileSync(output, 'utf8'));
  rmSync(folder, { recursive: true });
  const failedFiles = result.testResults.filter(({ status }) => status === 'failed').map(({ name, assertionResults }) => ({ file: name, passed: assertionResults.filter((each) => each.status === 'passed').length }));
  return { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites, skipped: result.numPendingTests + result.numTodoTests, failedFiles };
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
