import { describe, expect, it } from '@jest/globals';
import { prescribed } from '../../../../tests/support/rules.js';
import { feetTogetherStance } from '../prescription/catalogue/feet-together-stance.js';
import { feetTogetherStanceEyesClosed } from '../prescription/catalogue/feet-together-stance-eyes-closed.js';
import type { OpenEyes, Prescription } from '../prescription/prescription.js';
import { unmeasured } from '../repetition/unmeasured.js';
import { stepEyes } from './eyes.js';

const opened: OpenEyes = { swaysMPerS2: [0.04], ageMs: 86_400_000 };
const closing = (openEyes: OpenEyes | null = opened): Prescription => prescribed({ exercise: feetTogetherStanceEyesClosed, earlier: { abnormalRecoveries: 0, openEyes } });

function after(sways: (number | null)[], prescription: Prescription) {
  const state: number[] = [];
  return sways.map((swayRmsMPerS2) => stepEyes(state, { features: { ...unmeasured, swayRmsMPerS2 } }, prescription)).at(-1);
}

describe('standing with closed eyes (clinical C14)', () => {
  it('is compared with the newest session with open eyes, from the first trial that was measured on', () => {
    expect(after([null], closing())).toBeNull();
    expect(after([null, 0.1], closing())).toMatchObject({ ratio: 2.5, isRemarkable: true });
    expect(after([0.1, 0.06, 0.07], closing())).toMatchObject({ ratio: expect.closeTo(1.75, 10), isRemarkable: false });
  });

  it('is compared with nothing where there was no such session, and open eyes are compared with none', () => {
    expect(after([0.1], closing(null))).toBeNull();
    expect(after([0.1], prescribed({ exercise: feetTogetherStanceEyesClosed }))).toBeNull();
    expect(after([0.1], { ...closing(), exercise: feetTogetherStance })).toBeNull();
  });
});
