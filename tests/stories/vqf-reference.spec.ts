import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { relative, type Quaternion } from '../../libs/domain/src/motion/quaternion.js';
import { orientationOf, startVqf, stepVqf, vqfAt, vqfCoefficients } from '../../libs/domain/src/motion/vqf.js';
import { recordingsFolder } from './recorded.js';

/** What the authors' C++ (github.com/dlaidig/vqf, MIT) makes of the same samples, 6D, its defaults: orientation, bias in rad/s, rest. */
const reference = resolve(import.meta.dirname, '../../../shared/clinical/vqf-reference-pted-s1-e1-u1.csv');
const recording = resolve(recordingsFolder, 'pted/s1/e1/u1/test.txt');
const present = existsSync(reference) && existsSync(recording);

const rowsOf = (path: string, separator: string): number[][] => readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.split(separator).map(Number));

(present ? describe : describe.skip)('VQF beside the C++ reference (needs ../shared: clinical csv, and pted/s1/e1 in TENDON_RECORDINGS)', () => {
  it('says the same of each of 5949 samples: orientation, bias and rest', () => {
    const samples = rowsOf(recording, ';');
    const expected = rowsOf(reference, ',');
    const state = startVqf();
    const k = vqfCoefficients(25);
    const worst = { angleDeg: 0, biasDegPerS: 0, restDiffers: 0, restSamples: 0 };
    const q: Quaternion = [1, 0, 0, 0];
    samples.forEach((row, i) => {
      stepVqf(state, k, Float64Array.from([...row.slice(4, 7), ...row.slice(1, 4)]));
      const [, w, x, y, z, bx, by, bz, , rest] = expected[i];
      // From the sine: the cosine of an angle this small is 1.
      const [, dx, dy, dz] = relative([w, x, y, z], orientationOf(state, q));
      worst.angleDeg = Math.max(worst.angleDeg, (2 * Math.asin(Math.hypot(dx, dy, dz)) * 180) / Math.PI);
      [bx, by, bz].forEach((value, axis) => (worst.biasDegPerS = Math.max(worst.biasDegPerS, (Math.abs(value - state[vqfAt.bias + axis]) * 180) / Math.PI)));
      if (rest !== state[vqfAt.atRest]) worst.restDiffers++;
      worst.restSamples += rest;
    });
    expect(samples).toHaveLength(5949);
    expect(expected).toHaveLength(5949);
    expect(worst.restSamples).toBeGreaterThan(0);
    expect(worst.restDiffers).toBe(0);
    // The reference is printed with 12 digits.
    expect(worst.angleDeg).toBeLessThan(1e-8);
    expect(worst.biasDegPerS).toBeLessThan(1e-9);
  });
});
