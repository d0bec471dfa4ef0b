import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf, measured, repeated } from '../../../../tests/support/movement.js';
import type { ImuBlock } from '../session/block.js';
import { rotationAngleDeg } from './quaternion.js';
import { drainFrames, startTrack, stepTrack, takeFrames, type SensorTrack, type TrackFrame } from './sensor-track.js';

const grid = { originMs: 0, stepMs: 20 };
const movement = repeated({ firstS: 1, outS: 1, cycleS: 3, rangesDeg: [90, 90] });

function follow(blocks: ImuBlock[], track: SensorTrack = startTrack(0)): { frames: TrackFrame[]; gaps: { tMs: number; gapMs: number }[] } {
  const gaps = blocks.flatMap((block) => stepTrack(track, block, grid));
  return { frames: drainFrames(track), gaps };
}

const from = (block: ImuBlock, startMs: number): ImuBlock => ({ ...block, startMs, endMs: startMs + 250 });

describe('sensor track (clinical C1)', () => {
  it('fills every instant of the grid once, in order', () => {
    const { frames, gaps } = follow(blocksOf(movement, { seconds: 4 }));
    expect(frames.map(({ index }) => index + 0)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    expect(frames.map(({ restarted }) => restarted).lastIndexOf(true)).toBe(0);
    expect(gaps).toEqual([]);
  });

  it('follows the movement, on a grid that is not the sensor\'s own, by less than a sample (19 ms at 169 deg/s)', () => {
    const { frames } = follow(blocksOf(movement, { seconds: 7, rateHz: 52 }));
    for (const { index, q } of frames) expect(Math.abs(rotationAngleDeg(q) - movement((index * 20) / 1000))).toBeLessThan(169 / 52);
  });

  it('brings the specific force to the grid as well: between samples on a straight line', () => {
    const rateHz = 25;
    const ramp = Float64Array.from({ length: 30 }, (_, i) => Math.floor(i / 3) + [0, 100, 9.81][i % 3]);
    const block: ImuBlock = { ...blocksOf(() => 0, { seconds: 0.25 })[0], endMs: 400, rateHz, accelerationMPerS2: ramp, angularVelocityDegPerS: new Float64Array(30) };
    const { frames } = follow([block]);
    expect(frames.map(({ acc }) => acc[0])).toEqual(Array.from({ length: 19 }, (_, i) => i / 2));
    expect(frames[3].acc[1]).toBeCloseTo(101.5, 12);
  });

  it('keeps a shake at 40 Hz from looking like one at 10 on a grid of 50, and lets one at 5 Hz pass', () => {
    const peak = (shakeHz: number): number => {
      const shaken = blocksOf((tS) => (10 / (2 * Math.PI * shakeHz)) * Math.sin(2 * Math.PI * shakeHz * tS), { seconds: 4, rateHz: 100 });
      return Math.max(...follow(shaken).frames.slice(50).map(({ w }) => Math.abs(w[0])));
    };
    // Butterworth of second order at 20 of 100 Hz, bilinear: |H|2 = 1 / (1 + (tan(pi f / 100) / tan(pi 20 / 100))^4): 0.056 at 40 Hz, 0.998 at 5 Hz, of which
    // ten samples a turn see no less than cos(18 deg) = 0.951.
    expect(peak(40)).toBeLessThan(0.57);
    expect(peak(5)).toBeGreaterThan(9.4);
  });

  it('comes out of a hole of a quarter of a second where the movement is, and does not trust what it filled in', () => {
    const blocks = blocksOf(movement, { seconds: 7 });
    const lost = blocks.findIndex((block) => block.startMs === 1250);
    const { frames, gaps } = follow(blocks.filter((_, i) => i !== lost));
    expect(gaps).toHaveLength(1);
    const after = frames.filter(({ index }) => index * 20 >= blocks[lost].endMs);
    for (const { index, q } of after) expect(Math.abs(rotationAngleDeg(q) - movement((index * 20) / 1000))).toBeLessThan(3.5);
    const within = frames.filter(({ index }) => index * 20 > blocks[lost].startMs && index * 20 < blocks[lost].endMs);
    expect(within.length).toBeGreaterThan(10);
    expect(within.every(({ valid }) => !valid)).toBe(true);
  });

  it('is the same for any cut of the samples into packets', () => {
    const signal = measured(movement, { fromS: 0, rateHz: 100, samples: 300 });
    const piece = (from: number, to: number): ImuBlock => ({
      kind: 'imu', stream: 0, sequence: 1, sensor: 0, startMs: from * 10, endMs: to * 10, receivedAtMs: 0, rateHz: 100,
      accelerationMPerS2: signal.accelerationMPerS2.slice(3 * from, 3 * to), angularVelocityDegPerS: signal.angularVelocityDegPerS.slice(3 * from, 3 * to),
    });
    const whole = follow([piece(0, 300)]).frames;
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 299 }), { maxLength: 20 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), 300];
        const blocks = edges.slice(1).map((to, i) => piece(edges[i], to));
        expect(follow(blocks).frames).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it.each([[90, 0, true, false], [250, 1, false, false], [490, 1, false, false], [510, 1, false, true]])('over a hole of %d ms: %d told, frames in it valid %s, restarted %s', (holeMs, told, valid, restarted) => {
    const [first, second] = blocksOf(() => 0, { seconds: 0.5 });
    const { frames, gaps } = follow([first, from(second, 250 + holeMs - 10)]);
    expect(gaps.map(({ gapMs }) => gapMs)).toEqual(told === 0 ? [] : [holeMs]);
    const inHole = frames.filter(({ index }) => index * 20 > 240 && index * 20 < 240 + holeMs);
    if (restarted) expect(inHole).toEqual([]);
    else expect(inHole.every((frame) => frame.valid === valid)).toBe(true);
    expect(frames.filter((frame) => frame.restarted).length).toBe(restarted ? 2 : 1);
  });

  it('does not trust the orientation for 3 s after it had to start anew', () => {
    const blocks = blocksOf(() => 0, { seconds: 6 });
    const { frames } = follow([blocks[0], ...blocks.slice(4)]);
    const invalid = frames.filter((frame) => !frame.valid).map(({ index }) => index * 20);
    expect([Math.min(...invalid), Math.max(...invalid)]).toEqual([1000, 3980]);
  });

  it.each([[1, 0], [3, 1], [5, 2]])('%d samples at the end of the range in a row: %d instants of the grid (each second sample) are not to be trusted', (run, expected) => {
    const blocks = blocksOf(movement, { seconds: 2 });
    for (let i = 0; i < run; i++) blocks[4].angularVelocityDegPerS[3 * i] = 1995;
    const invalid = follow(blocks).frames.filter(({ valid }) => !valid);
    expect(invalid).toHaveLength(expected);
  });

  it('takes samples that it has already for nothing', () => {
    const blocks = blocksOf(movement, { seconds: 3 });
    const once = follow(blocks).frames;
    expect(follow([blocks[0], blocks[0], blocks[1], from(blocks[0], 100), ...blocks.slice(2)]).frames).toEqual(once);
  });

  it('gives the frames of one instant of all sensors; one that is silent holds the others up for no longer than four seconds', () => {
    const [near, far] = [startTrack(0), startTrack(1)];
    const blocks = blocksOf(() => 0, { seconds: 1 });
    const into: TrackFrame[] = [];
    for (const block of blocks) stepTrack(near, block, grid);
    expect(takeFrames([near, far], into, { stepMs: grid.stepMs, needed: [true, true] })).toBe(false);
    stepTrack(far, { ...blocks[1], sensor: 1 }, grid);
    expect(takeFrames([near, far], into, { stepMs: grid.stepMs, needed: [true, true] })).toBe(true);
    // The far one began at 250 ms.
    expect(into.map(({ index, valid }) => [index, valid])).toEqual([[13, true], [13, true]]);
    while (takeFrames([near, far], into, { stepMs: grid.stepMs, needed: [true, true] })) expect(into[0].index).toBe(into[1].index);
    expect(takeFrames([near, far], into, { stepMs: grid.stepMs, needed: [true, true] })).toBe(false);
    for (const block of blocksOf(() => 0, { seconds: 6 }).slice(4)) stepTrack(near, block, grid);
    expect(takeFrames([near, far], into, { stepMs: grid.stepMs, needed: [true, true] })).toBe(true);
    expect(into.map(({ index, valid }) => [index, valid])).toEqual([[25, true], [25, false]]);
    // Given up, it is waited for no more; when it sends again it is.
    while (takeFrames([near, far], into, { stepMs: grid.stepMs, needed: [true, true] })) expect(into[1].valid).toBe(false);
    expect(into[0].index * grid.stepMs).toBeGreaterThan(5900);
    expect(far.awaited).toBe(false);
    stepTrack(far, { ...blocks[1], sensor: 1, startMs: 6000 }, grid);
    expect(far.awaited).toBe(true);
  });
});
