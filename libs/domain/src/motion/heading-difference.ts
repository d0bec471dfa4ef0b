import { rotateInto, type Quaternion, type Vector } from './quaternion.js';

/**
 * Without a magnetometer the headings of two sensors drift apart. A hinge has one axis, whichever of the two segments one looks
 * from: the drift is the turn about the vertical that brings both views of it together (Laidig et al. 2019, EMBC, kinematic
 * constraints; here in closed form, with forgetting). Plain JSON.
 */
export interface HeadingState {
  /** Forgetting sums over the horizontal parts of the axis: along, across, and how many. */
  along: number;
  across: number;
  weight: number;
}

/** A window of 5 to 10 s [P]. */
const forgetsS = 7;
/** Shares of the axis that must lie in the horizontal, squared, for it to tell a heading [P]. */
const leastHorizontal = 0.25;

export function startHeading(): HeadingState {
  return { along: 0, across: 0, weight: 0 };
}

export interface HeadingStep {
  /** Orientations of the two sensors. */
  proximal: Quaternion;
  distal: Quaternion;
  /** The hinge, unit, in each sensor's own frame. */
  proximalAxis: Vector;
  distalAxis: Vector;
  stepMs: number;
}

/** One instant, during movement or at rest. Writes into `state`. */
export function stepHeading(state: HeadingState, { proximal, distal, proximalAxis, distalAxis, stepMs }: HeadingStep): void {
  const [px, py] = rotateInto(proximalNow, proximal, proximalAxis);
  const [dx, dy] = rotateInto(distalNow, distal, distalAxis);
  if (!Number.isFinite(px + py + dx + dy)) return;
  const kept = Math.exp(-stepMs / 1000 / forgetsS);
  state.along = kept * state.along + px * dx + py * dy;
  state.across = kept * state.across + px * dy - py * dx;
  state.weight = kept * state.weight + 1;
}

// Scratch memory of one instant.
const proximalNow: Vector = [0, 0, 0];
const distalNow: Vector = [0, 0, 0];

/** The best guess so far, deg in (-180, 180], however short the movement was; null while the hinge stands upright and tells none. */
export function headingSoFarDeg({ along, across, weight }: HeadingState): number | null {
  return weight === 0 || Math.hypot(along, across) < leastHorizontal * weight ? null : (Math.atan2(across, along) * 180) / Math.PI;
}
