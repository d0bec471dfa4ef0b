import { parseArgs } from 'node:util';
import { measureAlertBudget, type AlertBudget } from './bench/alert-budget.js';
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
  const report = options.data === undefined ? measureAlertBudget(options.hours) : measureTraces(options.data);
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : 'people' in report ? sayTraces(report) : sayBudget(report));
  if ('hours' in report) process.exitCode = isWithinBudget(report) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof RecordingError ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}

/** Clinical E4: far below the rate at which people begin to answer more slowly (Bonafide 2015). */
function isWithinBudget({ nonActionablePerHour, missedHigh }: AlertBudget): boolean {
  return nonActionablePerHour.medium <= 0.5 && nonActionablePerHour.high <= 0.05 && missedHigh === 0;
}

function sayBudget({ hours, nonActionablePerHour, missedHigh, injectedHigh, delaysMs, afterRuleMs, rules, label }: AlertBudget): string {
  const { high, medium, low } = nonActionablePerHour;
  return [
    label,
    `${hours.toFixed(1)} h of correct exercise: ${high.toFixed(3)} high, ${medium.toFixed(3)} medium, ${low.toFixed(3)} low alerts an hour that nobody needs`,
    `rules: ${JSON.stringify(rules)}`,
    `${hours.toFixed(1)} h with events: ${missedHigh} of ${injectedHigh} missed`,
    `told after the event, ms: p50 ${delaysMs.p50}, p95 ${delaysMs.p95}, p99 ${delaysMs.p99}; after the rule was met: p50 ${afterRuleMs.p50}, p95 ${afterRuleMs.p95}, p99 ${afterRuleMs.p99}`,
    '',
  ].join('\n');
}
