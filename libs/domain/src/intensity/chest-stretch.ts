import type { Prescription } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';

/** What a sensor on the chest measured without a gap. Session time, ms. */
export interface ChestStretch {
  startMs: number;
  rateHz: number;
  /** x y z per sample, m/s2. */
  accelerationMPerS2: Float64Array;
}

/** The sensor that breath shows on; null: none is worn there. */
export function chestSensor({ sensors }: Prescription): number | null {
  return sensors.find(({ kind, placement }) => kind === 'imu' && placement.segment === 'chest')?.sensor ?? null;
}

/** Packets that follow one another, joined; in order of time. */
export function chestStretches(blocks: readonly ImuBlock[], sensor: number): ChestStretch[] {
  const runs: ImuBlock[][] = [];
  for (const block of blocks) {
    if (block.sensor !== sensor) continue;
    const before = runs.at(-1)?.at(-1);
    const follows = before !== undefined && before.rateHz === block.rateHz && Math.abs(block.startMs - before.endMs) < 1000 / block.rateHz;
    if (follows) runs[runs.length - 1].push(block);
    else runs.push([block]);
  }
  return runs.map(joined);
}

function joined(run: readonly ImuBlock[]): ChestStretch {
  const accelerationMPerS2 = new Float64Array(run.reduce((sum, block) => sum + block.accelerationMPerS2.length, 0));
  let at = 0;
  for (const block of run) {
    accelerationMPerS2.set(block.accelerationMPerS2, at);
    at += block.accelerationMPerS2.length;
  }
  return { startMs: run[0].startMs, rateHz: run[0].rateHz, accelerationMPerS2 };
}
