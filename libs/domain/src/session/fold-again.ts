import type { AngleSample } from '../motion/motion.js';
import type { Prescription } from '../prescription/prescription.js';
import { emptyAnalysis, startAnalysis, stepAnalysis, type Analysis, type ClockState } from './analyse.js';
import { arrange, beforeAllMs, gapWaitMs, startCursor, type WaitingPacket } from './arrange.js';
import type { Block } from './block.js';

/** A stored session, whole. */
export interface StoredSession {
  prescription: Prescription;
  /** Epoch ms. */
  startedAtMs: number;
  /** Ordinals of its streams. */
  streams: number[];
  /** Any order; none twice. */
  packets: WaitingPacket[];
}

export interface FoldedAgain {
  repetitions: Analysis['repetitions'][number]['repetition'][];
  angles: AngleSample[];
}

/** What one step folds: about ten seconds of two sensors. */
const sliceOfPackets = 100;

/**
 * Repetitions and angle of a stored session by the scorer that this is, from its packets and what had been said (`clock`, as its analysis left it; null: nothing):
 * the same fold as live, in the order in which a session ends up that nothing is waited for any more. It stops after every slice, so that whoever runs it may do
 * something else in between.
 */
export function* foldAgain({ prescription, startedAtMs, streams, packets, clock }: StoredSession & { clock: ClockState | null }): Generator<void, FoldedAgain> {
  const { ready } = arrange({ cursors: streams.map(startCursor), waiting: packets, frontierMs: beforeAllMs, nowMs: Infinity, settledMs: Infinity, gapWaitMs });
  const blocks = ready.flatMap(({ block }): Block[] => (block === null ? [] : [block]));
  const start = startAnalysis(prescription, startedAtMs);
  const analysis = emptyAnalysis({ ...start, hurting: clock?.hurting ?? start.hurting });
  for (let from = 0; from < blocks.length; from += sliceOfPackets) {
    stepAnalysis(analysis, blocks.slice(from, from + sliceOfPackets), { prescription, now: null });
    yield;
  }
  return { repetitions: analysis.repetitions.map(({ repetition }) => repetition), angles: analysis.telemetry.angles };
}
