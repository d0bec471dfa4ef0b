import type { ImuBlock } from '../session/block.js';
import type { Result } from '../session/result.js';
import type { Span } from '../signal/span.js';
import { isAtRangeEnd, saturatedSamples } from './saturation.js';

/** `LOW_SAMPLE_RATE`: less than 80 % of the samples came; `GAP`: a hole that is not bridged; `ACC_ONLY`: the gyroscope says nothing. */
export type SignalFlag = 'LOW_SAMPLE_RATE' | 'GAP' | 'SATURATED' | 'ACC_ONLY';

export interface SignalQuality {
  /** Samples that came of those that were due, 0 to 1. */
  receivedShare: number;
  /** The longest time without a sample, ms. */
  longestGapMs: number;
  flags: SignalFlag[];
}

/** Proposed; nominal rates that a sensor of movement may have, Hz. */
const leastShare = 0.8;
const bridgedMs = 100;
const slowestHz = 20;
const fastestHz = 200;
/** Turning makes the accelerometer change by this at least while a gyroscope that works is not silent, m/s2 [P]. */
const turnsMPerS2 = 2;

interface Tally {
  samples: number;
  lastMs: number;
  longestGapMs: number;
  run: number;
  longestRun: number;
  largestRateDegPerS: number;
  least: number[];
  most: number[];
}

/** How good one sensor's signal is in a stretch of time; `blocks` are that sensor's, in order, each sample once or more often. */
export function signalQuality(blocks: readonly ImuBlock[], span: Span): Result<SignalQuality> {
  const tally: Tally = { samples: 0, lastMs: span.startMs, longestGapMs: 0, run: 0, longestRun: 0, largestRateDegPerS: 0, least: [Infinity, Infinity, Infinity], most: [-Infinity, -Infinity, -Infinity] };
  const rateHz = blocks.length === 0 ? 0 : blocks[0].rateHz;
  for (const block of blocks) count(tally, block, span);
  if (tally.samples === 0) return { ok: false, reason: 'MISSING_INPUT', detail: 'no samples' };
  if (rateHz < slowestHz || rateHz > fastestHz) return { ok: false, reason: 'OUT_OF_RANGE', detail: `${rateHz} Hz; from ${slowestHz} to ${fastestHz}` };
  const longestGapMs = Math.max(tally.longestGapMs, span.endMs - tally.lastMs);
  const due = ((span.endMs - span.startMs) * rateHz) / 1000;
  const receivedShare = Math.min(1, tally.samples / due);
  const turned = tally.most.some((most, axis) => most - tally.least[axis] > turnsMPerS2);
  const flags: SignalFlag[] = [];
  if (receivedShare < leastShare) flags.push('LOW_SAMPLE_RATE');
  if (longestGapMs > bridgedMs) flags.push('GAP');
  if (tally.longestRun >= saturatedSamples) flags.push('SATURATED');
  if (turned && tally.largestRateDegPerS === 0) flags.push('ACC_ONLY');
  return { ok: true, value: { receivedShare, longestGapMs, flags }, flags };
}

function count(tally: Tally, { startMs, rateHz, accelerationMPerS2, angularVelocityDegPerS }: ImuBlock, span: Span): void {
  for (let at = 0; at < accelerationMPerS2.length; at += 3) {
    const tMs = startMs + (1000 * at) / 3 / rateHz;
    if (tMs < span.startMs || tMs >= span.endMs || (tally.samples > 0 && tMs <= tally.lastMs)) continue;
    tally.samples++;
    tally.longestGapMs = Math.max(tally.longestGapMs, tMs - tally.lastMs);
    tally.lastMs = tMs;
    tally.run = isAtRangeEnd(accelerationMPerS2, angularVelocityDegPerS, at) ? tally.run + 1 : 0;
    tally.longestRun = Math.max(tally.longestRun, tally.run);
    for (let axis = 0; axis < 3; axis++) {
      tally.largestRateDegPerS = Math.max(tally.largestRateDegPerS, Math.abs(angularVelocityDegPerS[at + axis]));
      tally.least[axis] = Math.min(tally.least[axis], accelerationMPerS2[at + axis]);
      tally.most[axis] = Math.max(tally.most[axis], accelerationMPerS2[at + axis]);
    }
  }
}
