import { parseArgs } from 'node:util';
import { measureTraces, sayTraces } from './bench/heart-rate-traces.js';
import { RecordingError } from './recordings/recording.js';

const usage = 'npm run bench:alerts -- --data <folder in the layout of yoyo> [--json]';

const options = (() => {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
    if (values.data === undefined) throw new RangeError('--data is missing: the folder of the heart-rate traces');
    return { data: values.data, json: values.json };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    process.exit(2);
  }
})();

try {
  const report = measureTraces(options.data);
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : sayTraces(report));
} catch (error) {
  process.stderr.write(`${error instanceof RecordingError ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
