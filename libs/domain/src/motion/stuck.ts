import type { ImuBlock } from '../session/block.js';

/**
 * Whether a sensor says the same again and again: a body never holds so still that acceleration and turning rate are, to the last bit, what they
 * were. The newest sample as it came, and for how many it has not changed. Plain JSON.
 */
export interface StuckState {
  accelerationMPerS2: number[];
  angularVelocityDegPerS: number[];
  unchanged: number;
}

/** [P] Of the volunteers of pted and cmu, who also stood still, no axis triple is the same for more than four samples. */
const stuckS = 1;
/** For so long it is told as a hole, of which TC-02 makes an alert [P]. */
const toldFromS = 3;

export function startStuck(): StuckState {
  return { accelerationMPerS2: [0, 0, 0], angularVelocityDegPerS: [0, 0, 0], unchanged: 0 };
}

/** The sample at `at`. Writes into `state`; allocates nothing. */
export function stepStuck(state: StuckState, { accelerationMPerS2: acc, angularVelocityDegPerS: gyr }: Pick<ImuBlock, 'accelerationMPerS2' | 'angularVelocityDegPerS'>, at: number): void {
  let isSame = true;
  for (let axis = 0; axis < 3; axis++) {
    isSame &&= state.accelerationMPerS2[axis] === acc[at + axis] && state.angularVelocityDegPerS[axis] === gyr[at + axis];
    state.accelerationMPerS2[axis] = acc[at + axis];
    state.angularVelocityDegPerS[axis] = gyr[at + axis];
  }
  state.unchanged = isSame ? state.unchanged + 1 : 0;
}

/** How long it has said the same, ms, once that is worth telling; null: it has not. */
export function stuckMs({ unchanged }: StuckState, rateHz: number): number | null {
  return unchanged >= toldFromS * rateHz ? (1000 * unchanged) / rateHz : null;
}

export function isStuck({ unchanged }: StuckState, rateHz: number): boolean {
  return unchanged >= stuckS * rateHz;
}
