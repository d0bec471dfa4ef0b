import { describe, expect, it } from '@jest/globals';
import { approvableOf } from './approvable.js';

const knee = { features: { rangeOfMotionDeg: 61, durationS: 4 } };
const trial = { features: { rangeOfMotionDeg: null, holdS: 30, swayRmsMPerS2: 0.05 } };
const turns = { features: { rangeOfMotionDeg: null, headTurns: 20, headTurnHz: 1, headTurnDeg: 20 } };
const sitting = { features: { rangeOfMotionDeg: null, slouchDeg: 12 } };
const bout = { features: { rangeOfMotionDeg: null, cadencePerMin: 110, stepSymmetry: 1 } };

describe('what a reference can be made of', () => {
  it('is a repetition of a joint, and no trial of standing, bout of head turns or of sitting', () => {
    expect(approvableOf([knee, knee], 'squat')).toEqual([knee, knee]);
    expect(approvableOf([trial], 'single-leg-stance')).toEqual([]);
    expect(approvableOf([turns], 'gaze-stabilisation')).toEqual([]);
    expect(approvableOf([sitting], 'posture-watch')).toEqual([]);
  });

  it('is of a walk its bouts, not the squats that were done instead', () => {
    expect(approvableOf([knee, bout, knee, bout], 'walking')).toEqual([bout, bout]);
    expect(approvableOf([bout], 'squat')).toEqual([]);
  });
});
