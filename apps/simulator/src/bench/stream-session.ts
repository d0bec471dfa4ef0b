import { emptyAnalysis, startAnalysis, stepAnalysis, type Analysis, type Block, type Prescription, type Repetition } from '#libs/domain';
import { toBlock } from '#libs/sensors';
import { packetise } from '../device/packetise.js';
import type { Signal } from '../recordings/recording.js';

/** A repetition and when it was told: the end of the packet that completed it, session time ms. */
export interface ToldRepetition {
  repetition: Repetition;
  toldMs: number;
}

export interface StreamedSession {
  told: ToldRepetition[];
  angles: Analysis['telemetry']['angles'];
  samples: number;
  /** Time that the analysis took, ms. */
  tookMs: number;
}

/**
 * A recording through the very fold that runs live: the packets that a device would have sent, in the order in which they
 * are complete, one call for each moment at which something is, never a look ahead.
 */
export function streamSession(signals: readonly Signal[], prescription: Prescription): StreamedSession {
  const moments = momentsOf(signals);
  const streamed: StreamedSession = { told: [], angles: [], samples: samplesOf(signals), tookMs: 0 };
  const began = performance.now();
  const state = startAnalysis(prescription, 0);
  for (const blocks of moments) {
    const analysis = emptyAnalysis(state);
    stepAnalysis(analysis, blocks, { prescription, now: null });
    const toldMs = Math.max(...blocks.map((block) => block.endMs));
    for (const { repetition } of analysis.repetitions) streamed.told.push({ repetition, toldMs });
    for (const angle of analysis.telemetry.angles) streamed.angles.push(angle);
  }
  streamed.tookMs = performance.now() - began;
  return streamed;
}

export function blocksOf(signals: readonly Signal[]): Block[] {
  return momentsOf(signals).flat();
}

function momentsOf(signals: readonly Signal[]): Block[][] {
  const moments: Block[][] = [];
  let atMs = NaN;
  for (const timed of packetise(signals)) {
    const block = toBlock(timed.packet, { stream: 0, clockOffsetMs: 0, receivedAtMs: timed.atMs });
    if (block === null) continue;
    if (timed.atMs !== atMs) moments.push([]);
    atMs = timed.atMs;
    moments[moments.length - 1].push(block);
  }
  return moments;
}

function samplesOf(signals: readonly Signal[]): number {
  return signals.reduce((sum, signal) => sum + (signal.kind === 'imu' ? signal.accelerationMPerS2.length / 3 : 0), 0);
}
