import { readFileSync, writeFileSync } from 'node:fs';
import { figuresOfAll, withFigures } from './bench/clinical-page.js';
import { readBenchOptions } from './bench/options.js';
import { runBench, type BenchResult } from './bench/run-bench.js';
import { RecordingError } from './recordings/recording.js';
import { repositoryFile } from './system/built.js';

/** Every figure of docs/clinical.md: what is known of the person, whether the exercise is told, and in which order. */
const runs = [
  ...['own3', 'one', 'none'].map((reference) => `--dataset pted --reference ${reference}`),
  ...['own3', 'one'].map((reference) => `--dataset pted --reference ${reference} --exercise unknown`),
  ...[1, 2, 3].map((seed) => `--dataset pted --reference own3 --shuffle-blocks ${seed}`),
  '--dataset squat-kr --reference own3',
  '--dataset cmu --reference one',
];

const data = process.argv.slice(2).filter((each) => each !== '--data');
if (data.length !== 1) {
  process.stderr.write('npm run bench:docs -- --data <dir>\n\nMeasures all sets that lie in the folder and writes the figures into docs/clinical.md.\n');
  process.exit(2);
}
try {
  const results: BenchResult[] = [];
  for (const run of runs) {
    process.stderr.write(`  ${run}\n`);
    results.push(await runBench(readBenchOptions(['--data', data[0], ...run.split(' ')]), () => undefined));
  }
  const page = repositoryFile('docs/clinical.md');
  writeFileSync(page, withFigures(readFileSync(page, 'utf8'), figuresOfAll(results, new Date().toISOString().slice(0, 10))));
} catch (error) {
  process.stderr.write(`${error instanceof RecordingError ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
