import { parseArgs } from 'node:util';
import { measureAlertBudget } from './bench/alerts/measure-alert-budget.js';
import { isWithinBudget, sayBudget } from './bench/alerts/say-budget.js';
import { measureTraces, sayTraces } from './bench/heart-rate-traces.js';
import { RecordingError } from './recordings/recording.js';

const usage = 'npm run bench:alerts -- [--hours <of simulated sessions, 100>] [--data <folder in the layout of yoyo>] [--json]';

const options = (() => {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, hours: { type: 'string', default: '100' }, json: { type: 'boolean', default: false } } });
    const hours = Number(values.hours);
    if (!(hours > 0 && hours <= 10_000)) throw new RangeError(`--hours ${values.hours}: a number above 0`);
    return { data: values.data, hours, json: values.json };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    process.exit(2);
  }
})();

try {
  const report = options.data === undefined ? await measureAlertBudget(options.hours) : measureTraces(options.data);
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : 'people' in report ? sayTraces(report) : sayBudget(report));
  if ('hours' in report) process.exitCode = isWithinBudget(report) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof RecordingError ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
