import { describe, expect, it } from '@jest/globals';
import { strangerView } from '../form/population-execution.js';
import type { Reference } from '../form/reference.js';
import { exerciseById } from '../prescription/catalogue/index.js';
import type { Exercise } from '../prescription/exercise.js';
import type { FoundRepetition } from '../repetition/segmentation.js';
import { candidatesOf } from './candidate.js';
import { executionOfFound } from './found-execution.js';
import { startTrail } from './trail.js';

const stepMs = 40;
const exercise = exerciseById('taught-movement') as Exercise;
const heightDeg = 56;

/** Out in a second, held, and back in a second; turning at 60 deg/s on the way. */
function repetition(holdS: number, heldDegPerS: number): FoundRepetition {
  const way = Array.from({ length: 26 }, (_, i) => (heightDeg * (1 - Math.cos((Math.PI * i) / 25))) / 2);
  const reachDeg = [...way, ...Array.from({ length: Math.round((holdS * 1000) / stepMs) }, (_, i) => heightDeg - 0.02 * i), ...way.toReversed()];
  const none = reachDeg.map(() => 0);
  const cut = { from: 0, reachDeg, angleDeg: none, velocityDegPerS: none, offAxisDeg: none, valid: none.map(() => true), manner: reachDeg.map((deg) => (deg < 0.9 * heightDeg ? 60 : heldDegPerS)) };
  return { kind: 'repetition', cut, startAt: 0, endAt: reachDeg.length, baseDeg: 0, peakDeg: heightDeg };
}

/** Of one repetition that was beyond half of its height for so long. */
function referenceOf(widthS: number): Reference {
  return {
    repetitions: 1, provisional: true, sensors: [0], axis: [1, 0, 0], rangeOfMotionDeg: heightDeg, peakVelocityDegPerS: 60, durationS: widthS + 1, profiles: [], offAxisDeg: 0, features: {},
    posture: null, execution: { widthS, heightDeg, levelDeg: heightDeg, types: [] },
  };
}

function told(found: FoundRepetition, widthS: number): string | undefined {
  const sensors = [{ sensor: 0, kind: 'imu' as const, placement: { segment: 'unknown' as const, side: 'midline' as const } }];
  const [candidate] = candidatesOf({ exercise, reference: referenceOf(widthS), alternatives: [], sensors }, [0]);
  expect(candidate.view).toBe(strangerView);
  return executionOfFound(found, candidate, { trail: startTrail(), exercise, stepMs })?.type;
}

describe('how a repetition was done, beside one that the patient has shown', () => {
  // 3.6 s held and 1.1 s of the ways beyond half of the height.
  it('is as shown, where it is held still, though the shown one took nearly twice as long', () => {
    expect(told(repetition(3.6, 5), 4.7)).toBe('correct');
    expect(told(repetition(3.6, 5), 8.5)).toBe('correct');
  });

  it('is too fast where it is over in less time and never still', () => {
    expect(told(repetition(0.3, 30), 4.7)).toBe('too-fast');
    expect(told(repetition(0.3, 30), 8.5)).toBe('too-fast');
  });
});
