import { benchUsage, readBenchOptions } from './bench/options.js';
import { reportOf } from './bench/report.js';
import { runBench } from './bench/run-bench.js';
import { endWith, optionsOr } from './command-failure.js';

const options = optionsOr(benchUsage, () => readBenchOptions(process.argv.slice(2)));

try {
  const result = await runBench(options, (step) => void process.stderr.write(`  ${step}\n`));
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : reportOf(result));
} catch (error) {
  endWith(error);
}
