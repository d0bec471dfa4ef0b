import { benchUsage, readBenchOptions } from './bench/options.js';
import { reportOf } from './bench/report.js';
import { runBench } from './bench/run-bench.js';
import { RecordingError } from './recordings/recording.js';

const options = (() => {
  try {
    return readBenchOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${benchUsage}\n`);
    process.exit(2);
  }
})();

try {
  const result = await runBench(options, (step) => void process.stderr.write(`  ${step}\n`));
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : reportOf(result));
} catch (error) {
  process.stderr.write(`${error instanceof RecordingError ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
