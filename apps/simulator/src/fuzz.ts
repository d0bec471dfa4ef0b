import { parseArgs } from 'node:util';
import { runFuzz, type FuzzResult } from './fuzz/run-fuzz.js';
import { startCluster } from './system/cluster.js';
import { startEmbedded } from './system/embedded.js';

const usage = 'npm run fuzz -- [--json] [--seed N] [--scale X]   (X = 1: 50,000 requests, 20,000 frames, 1,000,000 payloads, 100,000 wire packets to each broker)';
/** Everything fast enough that limits of rate are not what is tested. */
const limitsOff = { HTTP_REQUESTS_PER_S: '100000', LOG_LEVEL: 'error' };

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' }, scale: { type: 'string', default: '1' } } });
const [seed, scale] = [Number(values.seed), Number(values.scale)];
if (!Number.isSafeInteger(seed) || !(scale > 0 && scale <= 10)) {
  process.stderr.write(`--seed is a whole number, --scale from 0 to 10\n\n${usage}\n`);
  process.exit(2);
}

const startedMs = performance.now();
const progress = (step: string): void => void process.stderr.write(`  ${((performance.now() - startedMs) / 1000).toFixed(1)} s  ${step}\n`);
const scaled = (count: number): number => Math.ceil(count * scale);

progress('starting the embedded profile');
Object.assign(process.env, limitsOff);
const system = await startEmbedded();
let code = 1;
try {
  const size = { seed, httpCases: scaled(50_000), casesPerOperation: scaled(500), frames: scaled(20_000), payloads: scaled(1_000_000), wirePackets: scaled(100_000) };
  const result = await runFuzz(system, size, { startCluster: () => startCluster({ ingest: 1, worker: 1, gateway: 1 }), progress });
  process.stdout.write(values.json ? `${JSON.stringify({ ...result, problems: result.problems.slice(0, 100) })}\n` : describe(result));
  for (const problem of result.problems.slice(0, 20)) process.stderr.write(`  problem: ${problem}\n`);
  code = result.problems.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n${system.said()}\n`);
} finally {
  await system.stop();
}
process.exit(code);

function describe({ http, sockets, payloads, wire, memoryMiB, problems, seed: used }: FuzzResult): string {
  return [
    `seed ${used}`,
    `http       ${http.cases} requests to ${http.operations} operations: ${Object.entries(http.statuses).map(([status, count]) => `${count} x ${status}`).join(', ')}`,
    `socket     ${sockets.frames} frames in ${sockets.connections} connections`,
    `payloads   ${payloads.cases}, ${payloads.accepted} taken; refused: ${Object.entries(payloads.refused).map(([reason, count]) => `${count} ${reason}`).join(', ')}`,
    ...Object.entries(wire).flatMap(([name, each]) => (each === null ? [] : [`${name.padEnd(10)} ${each.packets} wire packets in ${each.connections} connections, ${each.signedIn} signed in`])),
    `memory     ${memoryMiB.before} MiB before, ${memoryMiB.after} after`,
    `problems   ${problems.length}`,
    '',
  ].join('\n');
}
