import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import type { HeartRateBlock, HeartRateReading } from '../session/block.js';
import { secondsOf } from './seconds.js';

const at = (tS: number, heartRateBpm: number, over: Partial<HeartRateReading> = {}): HeartRateBlock => ({
  kind: 'heart-rate', stream: 0, sequence: 1, sensor: 0, receivedAtMs: 0, startMs: tS * 1000, endMs: tS * 1000,
  readings: [{ tMs: tS * 1000, heartRateBpm, contact: 'detected', rrMs: [500], ...over }],
});

const rates = (blocks: HeartRateBlock[], seconds: number) => secondsOf(blocks, prescribed(), seconds * 1000).heartRateBpm;

describe('a session by the second', () => {
  it('holds a reading for two seconds, and no longer', () => {
    expect(rates([at(0, 120), at(2, 122), at(4, 121), at(5, 120), at(6, 120)], 8)).toEqual([120, 120, 122, 122, 121, 120, 120, null]);
    const holed = rates([at(0, 120), at(1, 120), at(3.9, 121), at(5, 121)], 6);
    expect(holed.slice(0, 4)).toEqual([120, 120, 120, null]);
  });

  it('has nothing where the strap had no contact', () => {
    expect(rates([at(0, 120), at(1, 120, { contact: 'lost' }), at(2, 120, { contact: 'lost' })], 3)).toEqual([120, null, null]);
  });

  it('has the seconds of a jump that had been held back, once they were the heart\'s', () => {
    const beating = (tS: number, bpm: number) => at(tS, bpm, { rrMs: [60_000 / bpm] });
    const jump = Array.from({ length: 10 }, (_, tS) => beating(tS, tS < 4 ? 90 : 140));
    expect(rates(jump, 10)).toEqual([90, 90, 90, 90, 140, 140, 140, 140, 140, 140]);
    // Too short to tell it from a fault: a reading is held for two seconds, then nothing is known.
    expect(rates(jump.slice(0, 8), 8)).toEqual([90, 90, 90, 90, 90, null, null, null]);
  });

  it('keeps the beats of each second, and none from before the session', () => {
    const { rrMs } = secondsOf([at(-1, 120, { rrMs: [1] }), at(0.2, 120, { rrMs: [500, 510] }), at(0.9, 120, { rrMs: [520] }), at(1, 120, { rrMs: [] })], prescribed(), 2000);
    expect(rrMs).toEqual([[500, 510, 520], []]);
  });
});
