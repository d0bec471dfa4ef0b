import { endWith, optionsOr } from './command-failure.js';
import { readOptions, usage } from './demo/options.js';
import { recordingsFor, runDemo, type DemoResult } from './demo/run-demo.js';
import type { Quantiles } from './demo/quantiles.js';
import { startCluster } from './system/cluster.js';
import { startEmbedded } from './system/embedded.js';

const options = optionsOr(usage, () => readOptions(process.argv.slice(2)));

const startedMs = performance.now();
const progress = (step: string): void => void process.stderr.write(`  ${((performance.now() - startedMs) / 1000).toFixed(1)} s  ${step}\n`);

const recordings = await recordingsFor(options).catch((error: unknown) => {
  endWith(error);
  return process.exit();
});
progress(`starting the ${options.profile} profile`);
const system = options.profile === 'embedded' ? await startEmbedded() : await startCluster();
let code = 1;
try {
  const result = await runDemo(system, { ...options, recordings }, progress);
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : describe(result));
  for (const problem of result.problems) process.stderr.write(`  problem: ${problem}\n`);
  code = result.problems.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n${system.said()}\n`);
} finally {
  await system.stop();
}
process.exit(code);

function describe({ packets, repetitions, alerts, latencyMs, seconds, source, cpuSecondsPer1000Packets }: DemoResult): string {
  return [
    `${source}, ${seconds} s`,
    `packets      ${packets.sent} sent, ${packets.durable} durable, ${packets.stored} stored, ${packets.duplicated} duplicates, ${packets.quarantined} in quarantine`,
    `repetitions  ${repetitions.truth} annotated, ${repetitions.scored} scored, ${repetitions.cannotJudge} not to be judged`,
    `alerts       ${alerts}`,
    `sensor to console, ms: repetition ${say(latencyMs.repetition)}, alert ${say(latencyMs.alert)}`,
    `sensor to patient, ms: instruction ${say(latencyMs.instruction)} (at the simulated device; how soon a real one shows it is not measured)`,
    `sensor to patient and back, ms: therapist knows that it is shown ${say(latencyMs.shown)}`,
    `processor    ${cpuSecondsPer1000Packets ?? 'not measured'} s per 1,000 packets, all servers (peers on 200 to 800 sessions: Node-RED flow 0.09 + PostgreSQL 0.12, naive service 0.05 + 0.12; they score nothing, docs/performance.md)`,
    '',
  ].join('\n');
}

function say({ p50, p95, p99 }: Quantiles): string {
  return p50 === null ? 'none' : `p50 ${p50} p95 ${p95} p99 ${p99}`;
}
