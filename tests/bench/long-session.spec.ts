import { describe, expect, it } from '@jest/globals';
import { emptyAnalysis, startAnalysis, stepAnalysis, type Block } from '#libs/domain';
import { blockOf, prescribedFor } from '../../apps/simulator/src/demo/oracle.js';
import { packetise } from '../../apps/simulator/src/device/packetise.js';
import { syntheticPatient } from '../../apps/simulator/src/synthetic/synthetic-patient.js';

const minutes = 30;
/** What a set that is over leaves behind for the session's sums, about one a minute here. */
const mostBytesAMinute = 60;

describe('a session that goes on and on', () => {
  it('costs no more time a packet after half an hour, and its state grows by its sums alone', () => {
    const patient = syntheticPatient({ seed: 1, seconds: 60 });
    const prescription = prescribedFor(patient, 50);
    const minute = packetise(patient.signals).flatMap(blockOf).filter(({ kind }) => kind !== 'end');
    const state = startAnalysis(prescription, 0);
    const tookMs: number[] = [];
    const bytes: number[] = [];
    for (let m = 0; m < minutes; m++) {
      const blocks = minute.map((block, i) => later(block, { byMs: 60_000 * m, sequence: m * minute.length + i + 1 }));
      const began = performance.now();
      for (const block of blocks) stepAnalysis(emptyAnalysis(state), [block], { prescription, now: null });
      tookMs.push(performance.now() - began);
      bytes.push(JSON.stringify(state).length);
    }
    expect(state.repetitions).toBe(13 * minutes);
    expect(bytes[minutes - 1] - bytes[9]).toBeLessThan(mostBytesAMinute * (minutes - 10));
    // The machine is shared: the quickest of ten minutes, early and late, of one run.
    expect(Math.min(...tookMs.slice(-10))).toBeLessThan(2 * Math.min(...tookMs.slice(5, 15)));
  });
});

function later(block: Block, { byMs, sequence }: { byMs: number; sequence: number }): Block {
  const moved = { ...block, sequence, startMs: block.startMs + byMs, endMs: block.endMs + byMs, receivedAtMs: block.receivedAtMs + byMs };
  return moved.kind === 'heart-rate' ? { ...moved, readings: moved.readings.map((reading) => ({ ...reading, tMs: reading.tMs + byMs })) } : moved;
}
