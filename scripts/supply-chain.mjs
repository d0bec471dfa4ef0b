/**
 * `npm run supply-chain`: what we take from others. The lock file names one content for each package and no host; install scripts
 * run only where package.json says so; every licence is one of a list; nothing is older than the version that a known weakness was
 * mended in. `--sbom <file>` also writes a bill of materials of what runs (CycloneDX, made by npm). Ends with 1 when something is wrong.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './prepare.mjs';

/** Reviewed on 2026-11-28. Each with what was mended in it. */
const floors = {
  'socket.io-parser': ['4.2.7', 'CVE-2026-69185, CVE-2026-33151, CVE-2023-32695, CVE-2022-2421'],
  ws: ['8.17.1', 'CVE-2024-37890'],
  multer: ['2.2.0', 'CVE-2025-47935, CVE-2025-47944, CVE-2025-48997, CVE-2026-3304, CVE-2026-5079'],
  '@nestjs/common': ['11.0.16', 'GHSA-cj7v-w2c7-cp7c'],
  typeorm: ['0.3.26', 'CVE-2025-60542'],
  aedes: ['1.1.1', 'a topic of many levels ended the process'],
};
/** Permissive, or weak copyleft of files that we do not change. */
const licences = new Set(['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'CC-BY-4.0', 'Python-2.0', 'MPL-2.0', 'Unlicense', 'Zlib']);
/** Their package.json names the licence in a form that npm does not copy; read by a person. */
const readByHand = { busboy: 'MIT', streamsearch: 'MIT', 'xmlhttprequest-ssl': 'MIT' };
const exact = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

const { values } = parseArgs({ options: { sbom: { type: 'string' } } });
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const [own, lock] = [read('package.json'), read('package-lock.json')];
const packages = Object.entries(lock.packages).filter(([path, each]) => path !== '' && !each.link).map(([path, each]) => ({ path, name: path.split('node_modules/').at(-1), ...each }));
const problems = [...lockProblems(), ...scriptProblems(), ...licenceProblems(), ...floorProblems()];
if (values.sbom !== undefined) writeSbom(values.sbom);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${packages.length} packages, ${packages.filter(({ hasInstallScript }) => hasInstallScript).length} with an install script, ${Object.keys(floors).length} floors, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

function lockProblems() {
  const versions = Object.entries({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies });
  return [
    ...(lock.lockfileVersion === 3 ? [] : [`package-lock.json has version ${lock.lockfileVersion}, not 3`]),
    ...versions.filter(([, version]) => !exact.test(version)).map(([name, version]) => `package.json: ${name} is "${version}", not one version`),
    ...packages.filter(({ integrity = '' }) => !/^sha512-[\w+/]{86}==$/.test(integrity)).map(({ path }) => `package-lock.json: ${path} has no SHA-512`),
    ...packages.filter(({ resolved }) => resolved !== undefined).map(({ path, resolved }) => `package-lock.json: ${path} names a host: ${resolved}`),
  ];
}

/** npm versions that know `allowScripts` run no other; with older ones this list is what a reviewer has said yes to. */
function scriptProblems() {
  const named = own.allowScripts ?? {};
  const having = new Set(packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name));
  return [
    ...[...having].filter((name) => !(name in named)).map((name) => `${name} has an install script that nobody has looked at (package.json, allowScripts)`),
    ...Object.keys(named).filter((name) => named[name] && !having.has(name)).map((name) => `package.json allows an install script of ${name}, which has none`),
  ];
}

function licenceProblems() {
  return packages.flatMap(({ path, name, license = readByHand[name] ?? '' }) => {
    const choices = license.replace(/[()]/g, '').split(' OR ');
    const isFine = choices.some((choice) => choice.split(' AND ').every((each) => licences.has(each)));
    return isFine ? [] : [`${path}: licence "${license}"`];
  });
}

function floorProblems() {
  return Object.entries(floors).flatMap(([name, [floor, why]]) => {
    const found = packages.filter((each) => each.name === name);
    if (found.length === 0) return [`${name} has a floor and is not installed: take the floor out`];
    return found.filter(({ version }) => isBelow(version, floor)).map(({ path, version }) => `${path} is ${version}; ${floor} mends ${why}`);
  });
}

function isBelow(version, floor) {
  const [a, b] = [version, floor].map((text) => text.split('-')[0].split('.').map(Number));
  const at = a.findIndex((part, i) => part !== b[i]);
  return at >= 0 && a[at] < b[at];
}

function writeSbom(file) {
  const made = spawnSync('npm', ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only', '--loglevel=error'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' });
  const sbom = made.status === 0 ? JSON.parse(made.stdout) : null;
  if (sbom?.bomFormat !== 'CycloneDX') return void problems.push(`npm sbom: ${made.stderr || 'no CycloneDX'}`);
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  process.stdout.write(`${sbom.components.length} components in ${file}\n`);
}
