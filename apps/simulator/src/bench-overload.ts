import { parseArgs } from 'node:util';
import { measureOverload } from './bench/overload/measure-overload.js';
import { sayOverload } from './bench/overload/say-overload.js';
import { endWith, optionsOr } from './command-failure.js';
import { startCluster } from './system/cluster.js';
import { startEmbedded } from './system/embedded.js';

const usage = 'npm run bench:overload -- [--json] [--seconds <of the overload, 120>] [--times <the capacity, 5>] [--most-sessions <800>] [--sensors <of each patient, 6>] [--profile embedded|cluster]';

const options = optionsOr(usage, () => {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '120' }, times: { type: 'string', default: '5' }, 'most-sessions': { type: 'string', default: '800' }, sensors: { type: 'string', default: '6' }, profile: { type: 'string', default: 'embedded' } },
  });
  const { json, profile } = values;
  if (profile !== 'embedded' && profile !== 'cluster') throw new RangeError(`--profile is embedded or cluster, not "${profile}"`);
  return { json, profile, sensors: Math.floor(within('--sensors', values.sensors, [2, 12])), seconds: within('--seconds', values.seconds, [30, 3600]), times: within('--times', values.times, [1, 100]), mostSessions: Math.floor(within('--most-sessions', values['most-sessions'], [10, 2000])) } as const;
});

const startedMs = performance.now();
const progress = (step: string): void => void process.stderr.write(`  ${((performance.now() - startedMs) / 1000).toFixed(1)} s  ${step}\n`);
const system = options.profile === 'embedded' ? await startEmbedded() : await startCluster({ ingest: 1, worker: 1, gateway: 1 });
let code = 1;
try {
  const report = await measureOverload(system, options, progress);
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : sayOverload(report));
  code = report.problems.length === 0 ? 0 : 1;
} catch (error) {
  endWith(error);
  process.stderr.write(`${system.said()}\n`);
} finally {
  await system.stop();
}
process.exit(code);

function within(name: string, text: string, [min, max]: [number, number]): number {
  const value = Number(text);
  if (!(value >= min && value <= max)) throw new RangeError(`${name} is a number from ${min} to ${max}, not "${text}"`);
  return value;
}
