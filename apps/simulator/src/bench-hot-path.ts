import { parseArgs } from 'node:util';
import { measureHotPath, type HotPathReport } from './bench/hot-path.js';

const json = (() => {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\nnpm run bench:hot-path -- [--json]\n`);
    process.exit(2);
  }
})();

const report = measureHotPath();
process.stdout.write(json ? `${JSON.stringify(report)}\n` : describe(report));

function describe({ stages, source, machine, node, method }: HotPathReport): string {
  return [
    `${machine}, Node ${node}; ${source}`,
    method,
    '',
    `${'stage'.padEnd(38)}${'us a sample'.padStart(14)}${'bytes a sample'.padStart(16)}${'samples/s, one core'.padStart(22)}`,
    ...stages.map((each) => `${each.stage.padEnd(38)}${each.microsecondsPerSample.toFixed(3).padStart(14)}${each.bytesPerSample.toFixed(2).padStart(16)}${Math.round(each.samplesPerSecond).toString().padStart(22)}`),
    '',
  ].join('\n');
}
