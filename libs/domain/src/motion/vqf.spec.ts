import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { relative, rotate, rotationAngleDeg, type Quaternion } from './quaternion.js';
import { orientationOf, startVqf, stepVqf, vqfCoefficients, type VqfState } from './vqf.js';

const rad = Math.PI / 180;

function run(rateHz: number, seconds: number, sampleAt: (tS: number) => { gyr: number[]; acc: number[] }): VqfState {
  const state = startVqf();
  const k = vqfCoefficients(rateHz);
  for (let i = 0; i < seconds * rateHz; i++) {
    const { gyr, acc } = sampleAt(i / rateHz);
    stepVqf(state, k, { gyr: Float64Array.from(gyr), acc: Float64Array.from(acc), at: 0 });
  }
  return state;
}

describe('VQF', () => {
  it('finds the inclination of a still sensor within 3 s (clinical C3)', () => {
    const state = run(50, 3, () => ({ gyr: [0, 0, 0], acc: [0, 9.81 * Math.sin(30 * rad), 9.81 * Math.cos(30 * rad)] }));
    const up = rotate(orientationOf(state, [1, 0, 0, 0]), [0, 0, 1]);
    expect(Math.acos(up[2]) / rad).toBeCloseTo(30, 1);
  });

  it('finds a constant bias of a still sensor within a minute (clinical C3)', () => {
    const state = run(50, 60, () => ({ gyr: [0.5 * rad, 0, 0], acc: [0, 0, 9.81] }));
    expect(Math.abs(state.bias[0] / rad - 0.5)).toBeLessThan(0.05);
  });

  it('goes on bit for bit after a round trip through JSON', () => {
    const sampleAt = (tS: number) => ({ gyr: [Math.sin(tS), 0.2 * Math.cos(3 * tS), 0.1], acc: [Math.sin(tS), 1, 9.7] });
    const whole = run(50, 8, sampleAt);
    let parts = startVqf();
    const k = vqfCoefficients(50);
    for (let i = 0; i < 400; i++) {
      const { gyr, acc } = sampleAt(i / 50);
      stepVqf(parts, k, { gyr: Float64Array.from(gyr), acc: Float64Array.from(acc), at: 0 });
      if (i % 37 === 0) parts = JSON.parse(JSON.stringify(parts)) as VqfState;
    }
    expect(parts).toEqual(whole);
  });
});

const shared = resolve(import.meta.dirname, '../../../../../shared');
const reference = resolve(shared, 'clinical/vqf-reference-pted-s1-e1-u1.csv');
const recording = resolve(process.env['TENDON_RECORDINGS'] ?? resolve(shared, 'recordings'), 'pted/s1/e1/u1/test.txt');
const present = existsSync(reference) && existsSync(recording);

(present ? describe : describe.skip)('VQF beside the C++ reference (needs ../shared: clinical csv and recordings/pted/s1/e1)', () => {
  it('stays within 0.01 degree all along a recording', () => {
    const numbers = (path: string, separator: string): number[][] => readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.split(separator).map(Number));
    const samples = numbers(recording, ';');
    const expected = numbers(reference, ',');
    const state = startVqf();
    const k = vqfCoefficients(25);
    let worstDeg = 0;
    samples.forEach((row, i) => {
      stepVqf(state, k, { gyr: Float64Array.from(row.slice(4, 7)), acc: Float64Array.from(row.slice(1, 4)), at: 0 });
      const q = orientationOf(state, [1, 0, 0, 0]);
      worstDeg = Math.max(worstDeg, rotationAngleDeg(relative(expected[i].slice(1, 5) as Quaternion, q)));
    });
    expect(expected).toHaveLength(samples.length);
    expect(worstDeg).toBeLessThan(0.01);
  });
});
