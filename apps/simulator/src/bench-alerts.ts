import { parseArgs } from 'node:util';
import { measureAlertBudget } from './bench/alerts/measure-alert-budget.js';
import { isWithinBudget, sayBudget } from './bench/alerts/say-budget.js';
import { measureTraces, sayTraces } from './bench/heart-rate-traces.js';
import { endWith, optionsOr } from './command-failure.js';

const usage = 'npm run bench:alerts -- [--hours <of simulated sessions, 100>] [--seed <1>] [--data <folder in the layout of yoyo>] [--json]';

const options = optionsOr(usage, () => {
  const { values } = parseArgs({ options: { data: { type: 'string' }, hours: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });
  const hours = Number(values.hours);
  if (!(hours > 0 && hours <= 10_000)) throw new RangeError(`--hours ${values.hours}: a number above 0`);
  const seed = Number(values.seed);
  if (!(Number.isInteger(seed) && seed >= 1 && seed <= 10_000)) throw new RangeError(`--seed ${values.seed}: a whole number from 1 to 10000`);
  return { data: values.data, hours, seed, json: values.json };
});

try {
  const report = options.data === undefined ? await measureAlertBudget(options) : measureTraces(options.data);
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : 'people' in report ? sayTraces(report) : sayBudget(report));
  if ('hours' in report) process.exitCode = isWithinBudget(report) ? 0 : 1;
} catch (error) {
  endWith(error);
}
