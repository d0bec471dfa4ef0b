/**
 * `npm run matrix`: everybody asks every route, hears every event and tries every topic, of everybody's; then every guard is taken away once. Prints
 * what came of it; with --json as `{ total, asserted, wrong, mutants: { made, survived } }`. Ends with 1 when anything is wrong.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare({ build: false });
const folder = mkdtempSync(join(tmpdir(), 'tendon-matrix-'));
const file = join(folder, 'outcome.json');
const args = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '-c', 'jest.config.mjs', 'tests/medium/access/matrix'];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 2], env: { ...process.env, TENDON_MATRIX_FILE: file } });
const outcome = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
rmSync(folder, { recursive: true });
if (outcome === null) {
  process.stderr.write('the matrix did not run\n');
  process.exit(1);
}
const { total, asserted, wrong, mutants } = outcome;
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(outcome)}\n` : `${asserted} of ${total} asserted, ${wrong} wrong; ${mutants.made} guards taken away, ${mutants.survived} not noticed\n`);
process.exitCode = status === 0 && wrong === 0 && mutants.survived === 0 ? 0 : 1;
