/**
 * `npm run security-checklist`: runs what every row of docs/security.md says that shows it, and says row by row what came of it. Jest
 * runs once, over all files that are named; a row passes when at least one test of its name ran and none failed. Ends with 1 when
 * a row that says `shown` or `partly` is not shown. `--json` prints one object; `--list` runs nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './prepare.mjs';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, list: { type: 'boolean', default: false } } });
const states = new Set(['shown', 'partly', 'not yet', 'not here']);
const jestCommand = /^npm run jest -- (\S+)(?: -t '([^']+)')?$/;
const rows = rowsOf(readFileSync(join(root, 'docs/security.md'), 'utf8'));
if (!values.list) {
  prepare();
  judge(rows, runJest([...new Set(rows.flatMap(({ commands }) => commands.flatMap((command) => jestCommand.exec(command)?.[1] ?? [])))]));
}

const count = (test) => rows.filter(test).length;
const summary = {
  rows: rows.length,
  ...Object.fromEntries([...states].map((state) => [state.replace(' ', '-'), count((row) => row.state === state)])),
  failed: count(({ failure }) => failure !== null),
};
for (const { id, failure } of rows) if (failure !== null) process.stderr.write(`  ${id}: ${failure}\n`);
process.stdout.write(values.json ? `${JSON.stringify(summary)}\n` : `${Object.entries(summary).map(([name, n]) => `${n} ${name}`).join(', ')}\n`);
process.exitCode = summary.failed === 0 ? 0 : 1;

function rowsOf(markdown) {
  const found = [...markdown.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| (.*) \|$/gm)].map(([, id, , state, shows]) => ({ id, state, commands: [...shows.matchAll(/`((?:npm|node|sh) [^`]+)`/g)].map(([, command]) => command.replaceAll('\\|', '|')), failure: null })).filter(({ id }) => !/^(ASVS|-+)$/.test(id));
  for (const row of flawsOf(found)) throw new Error(`docs/security.md, ${row.id}: ${row.wrong}`);
  return found;
}

/** What is wrong with the table itself. */
function flawsOf(found) {
  return found.flatMap(({ id, state, commands }) => {
    if (!states.has(state)) return [{ id, wrong: `state "${state}"` }];
    if (['shown', 'partly'].includes(state) && commands.length === 0) return [{ id, wrong: `says ${state}, and names no command` }];
    return [];
  });
}

function runJest(files) {
  const folder = mkdtempSync(join(tmpdir(), 'tendon-checklist-'));
  const output = join(folder, 'result.json');
  const args = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), '-c', 'jest.config.mjs', '--runInBand', '--json', '--outputFile', output, ...files];
  spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'ignore'] });
  const results = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')).testResults : [];
  rmSync(folder, { recursive: true });
  return results.flatMap(({ name, assertionResults }) => assertionResults.map(({ fullName, status }) => ({ file: name, fullName, status })));
}

function judge(all, tests) {
  const ran = new Map();
  for (const row of all) {
    row.failure = row.commands.map((command) => failureOf(command, { tests, ran })).find((failure) => failure !== null) ?? null;
  }
}

function failureOf(command, { tests, ran }) {
  const jest = jestCommand.exec(command);
  if (jest === null) {
    if (!ran.has(command)) ran.set(command, spawnSync('/bin/sh', ['-c', command.replace(/^sh /, '')], { cwd: root, stdio: 'ignore' }).status);
    return ran.get(command) === 0 ? null : `${command} ended with ${ran.get(command)}`;
  }
  const [, file, name = ''] = jest;
  const named = tests.filter((test) => test.file.includes(file) && test.fullName.includes(name));
  if (named.length === 0) return `no test "${name}" in ${file}`;
  return named.every(({ status }) => status === 'passed') ? null : `${file}: ${named.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName).join('; ')}`;
}
