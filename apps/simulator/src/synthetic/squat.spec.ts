import { describe, expect, it } from '@jest/globals';
import { demoCharacter, type Character } from './character.js';
import type { PlannedRepetition } from './motion-plan.js';
import { seededRandom } from './random.js';
import { about } from './rotation.js';
import { chestPose, postureAt, thighPose } from './squat.js';

const straight = about('x', 0);
const steady: Character = { ...demoCharacter, ageYears: 50, rangeDeg: 60, tremorDeg: 0 };
const down: PlannedRepetition = { type: 'correct', startS: 2, outS: 1.5, holdS: 0.4, backS: 1.5, rangeDeg: 60, bounceDeg: 0, valgusDeg: 0 };

function thighAngles(plan: PlannedRepetition[], character: Character): (tS: number) => number {
  const posture = postureAt(plan, character, seededRandom(1));
  return (tS) => posture(tS).thighDeg;
}

describe('a squat', () => {
  it('goes from standing to its range and back, half-way at half the time', () => {
    const thigh = thighAngles([down], steady);
    expect([0, 2, 2.75, 3.5, 3.9, 4.65, 5.4, 9].map((tS) => Math.round(thigh(tS) * 1e6) / 1e6)).toEqual([0, 0, 30, 60, 60, 30, 0, 0]);
  });

  it('has the peak speed of a minimum-jerk movement: 15/8 of the mean (Flash & Hogan 1985)', () => {
    const thigh = thighAngles([down], steady);
    expect((thigh(2.751) - thigh(2.749)) / 0.002).toBeCloseTo((15 / 8) * (60 / 1.5), 2);
  });

  it('rebounds at the bottom by the bounce, and only there', () => {
    const thigh = thighAngles([{ ...down, bounceDeg: 8 }], steady);
    expect(thigh(3.7)).toBeCloseTo(52, 6);
    expect(thigh(2.75)).toBeCloseTo(30, 6);
  });

  it('leans the trunk with the thigh, and trembles more under load', () => {
    const lean = postureAt([down], { ...steady, trunkLeanShare: 0.7 }, seededRandom(1));
    expect(Math.abs(lean(3.6).trunkDeg - 42)).toBeLessThan(0.31);
    const trembling = thighAngles([down], { ...steady, tremorDeg: 1 });
    const calm = thighAngles([down], steady);
    const swing = (fromS: number): number => Math.max(...Array.from({ length: 40 }, (_, i) => Math.abs(trembling(fromS + i / 100) - calm(fromS + i / 100))));
    expect(swing(3.5)).toBeGreaterThan(3 * swing(1));
  });
});

describe('the sensors of a squat', () => {
  it('sit at thigh and breastbone of somebody who stands', () => {
    const standing = { thighDeg: 0, trunkDeg: 0, valgusDeg: 0 };
    expect(thighPose(standing, straight).positionM).toEqual([0.07, 0, expect.closeTo(0.63, 9)]);
    expect(chestPose(standing, straight).positionM).toEqual([0.1, 0, expect.closeTo(1.22, 9)]);
  });

  it('go down and back as the thigh becomes level', () => {
    // Shank forward by 40.5 deg: knee at 0.42 (sin, cos) = (0.273, 0.319); the thigh level behind it.
    const level = chestPose({ thighDeg: 90, trunkDeg: 0, valgusDeg: 0 }, straight);
    expect(level.positionM[0]).toBeCloseTo(0.273 - 0.42 + 0.1, 3);
    expect(level.positionM[2]).toBeCloseTo(0.319 + 0.38, 3);
  });
});
