import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureAlertBudget } from './bench/alerts/measure-alert-budget.js';
import { sayBudget } from './bench/alerts/say-budget.js';
import { figuresOfAlerts, figuresOfAll, withFigures } from './bench/clinical-page.js';
import { readBenchOptions } from './bench/options.js';
import { runBench, type BenchResult } from './bench/run-bench.js';
import { endWith, optionsOr } from './command-failure.js';
import { repositoryFile } from './system/built.js';

/** Every figure of docs/clinical.md: what is known of the person, whether the exercise is told, and in which order. */
const runs = [
  ...['own3', 'one', 'none'].map((reference) => `--dataset pted --reference ${reference}`),
  ...['own3', 'one'].map((reference) => `--dataset pted --reference ${reference} --exercise unknown`),
  ...[1, 2, 3].map((seed) => `--dataset pted --reference own3 --shuffle-blocks ${seed}`),
  '--dataset squat-kr --reference own3',
  '--dataset cmu --reference one',
];

const usage = `npm run bench:docs -- [--data <dir>] [--alert-hours <hours>]

Writes figures into docs/clinical.md: --data measures all sets that lie in the folder, --alert-hours counts alerts of so many simulated hours.`;
const options = optionsOr(usage, () => {
  const { values } = parseArgs({ options: { data: { type: 'string' }, 'alert-hours': { type: 'string' } } });
  const hours = values['alert-hours'] === undefined ? null : Number(values['alert-hours']);
  if (hours !== null && !(hours > 0)) throw new RangeError(`--alert-hours ${values['alert-hours']}: a number above 0`);
  if (hours === null && values.data === undefined) throw new RangeError('nothing to measure');
  return { data: values.data, hours };
});
const page = repositoryFile('docs/clinical.md');
const today = new Date().toISOString().slice(0, 10);

try {
  if (options.hours !== null) await writeAlerts(options.hours);
  if (options.data !== undefined) await writeForm(options.data);
} catch (error) {
  endWith(error);
}

async function writeAlerts(hours: number): Promise<void> {
  const said = sayBudget(await measureAlertBudget({ hours, seed: 1 }));
  writeFileSync(page, withFigures(readFileSync(page, 'utf8'), figuresOfAlerts(said, today), 'alerts'));
}

async function writeForm(data: string): Promise<void> {
  const results: BenchResult[] = [];
  for (const run of runs) {
    process.stderr.write(`  ${run}\n`);
    results.push(await runBench(readBenchOptions(['--data', data, ...run.split(' ')]), () => undefined));
  }
  writeFileSync(page, withFigures(readFileSync(page, 'utf8'), figuresOfAll(results, today)));
}
