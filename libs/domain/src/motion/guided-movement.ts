import type { BodySegment, Placement } from '../prescription/exercise.js';

/**
 * The movements of the guided calibration, each done slowly and several times from the upright still pose: one knee is lifted to hip
 * height, one straight arm to the front to shoulder height, or the trunk bows with straight knees. How far each part of the body turns
 * in each, deg; from the geometry of the movement, not measured on people [P].
 */
export interface GuidedMovement {
  name: 'knee-lift' | 'arm-lift' | 'bow';
  /** The limb that moves. */
  side: 'left' | 'right' | 'both';
}

type Turns = Partial<Record<BodySegment, number>>;

interface Geometry {
  /** Of the side that moves, of the other one, and of what lies on the midline. */
  moving: Turns;
  resting: Turns;
  midline: Turns;
  /** What is told to move, deg: half of it is too little, and what turns by at least half of it shows its axis. */
  leadDeg: number;
  /** Which end of the segment goes to the front: with its axis it says where the front is. */
  forwardEnd: 'lower' | 'upper';
}

const geometries: Record<GuidedMovement['name'], Geometry> = {
  'knee-lift': {
    moving: { thigh: 80, shank: 25, foot: 25 }, resting: { thigh: 4, shank: 3, foot: 2 }, midline: { pelvis: 8, lumbar: 8, chest: 6, 'upper-back': 6, head: 5 },
    leadDeg: 80, forwardEnd: 'lower',
  },
  'arm-lift': {
    moving: { 'upper-arm': 85, forearm: 85, wrist: 85, hand: 85, thigh: 2, shank: 2, foot: 1 },
    resting: { 'upper-arm': 4, forearm: 5, wrist: 5, hand: 6, thigh: 2, shank: 2, foot: 1 }, midline: { pelvis: 3, lumbar: 4, chest: 6, 'upper-back': 6, head: 5 },
    leadDeg: 85, forwardEnd: 'lower',
  },
  bow: {
    moving: { thigh: 10, shank: 6, foot: 2 }, resting: { thigh: 10, shank: 6, foot: 2 }, midline: { head: 55, chest: 50, 'upper-back': 50, lumbar: 40, pelvis: 35 },
    leadDeg: 50, forwardEnd: 'upper',
  },
};

const legs: readonly BodySegment[] = ['thigh', 'shank', 'foot'];
const arms: readonly BodySegment[] = ['upper-arm', 'forearm', 'wrist', 'hand'];

/** What shows how sensors at these places are worn: legs first, then arms, then the trunk, since who bows must have stood still before. */
export function plannedMovements(worn: readonly Placement[]): GuidedMovement[] {
  const sidesOf = (segments: readonly BodySegment[]): ('left' | 'right')[] => (['left', 'right'] as const).filter((side) => worn.some((each) => each.side === side && segments.includes(each.segment)));
  const trunk = worn.some(({ segment, side }) => side === 'midline' && geometries.bow.midline[segment] !== undefined);
  return [
    ...sidesOf(legs).map((side): GuidedMovement => ({ name: 'knee-lift', side })),
    ...sidesOf(arms).map((side): GuidedMovement => ({ name: 'arm-lift', side })),
    ...(trunk ? [{ name: 'bow', side: 'both' } as const] : []),
  ];
}

/** How far a part of the body turns, deg; null: not known of it. */
export function turnDeg({ segment, side }: Placement, movement: GuidedMovement): number | null {
  const { moving, resting, midline } = geometries[movement.name];
  return (side === 'midline' ? midline : side === movement.side ? moving : resting)[segment] ?? null;
}

/** Less than this, deg, is not that movement. */
export function leastTurnDeg({ name }: GuidedMovement): number {
  return geometries[name].leadDeg / 2;
}

/** Whether a sensor there turns enough in it to show its axis. */
export function showsAxis(placement: Placement, movement: GuidedMovement): boolean {
  return (turnDeg(placement, movement) ?? 0) >= leastTurnDeg(movement);
}

export function forwardEnd({ name }: GuidedMovement): 'lower' | 'upper' {
  return geometries[name].forwardEnd;
}

/** Where a sensor could be instead: every place of which something is known. */
export const knownPlacements: readonly Placement[] = [
  ...(['left', 'right'] as const).flatMap((side) => [...legs, ...arms].map((segment): Placement => ({ segment, side }))),
  ...(Object.keys(geometries.bow.midline) as BodySegment[]).map((segment): Placement => ({ segment, side: 'midline' })),
];

/** Unequal by a factor: 2 deg are added, since a wobble of that size says nothing. */
export function unlikeness(measuredDeg: number, expectedDeg: number): number {
  return Math.abs(Math.log((measuredDeg + wobbleDeg) / (expectedDeg + wobbleDeg)));
}

const wobbleDeg = 2;

/** What the patient is asked to do. */
export function sayMovement({ name, side }: GuidedMovement): string {
  switch (name) {
    case 'knee-lift':
      return `Lift the ${side} knee to hip height and set it down again, five times, slowly. Hold on to something if you like.`;
    case 'arm-lift':
      return `Lift the straight ${side} arm to the front up to shoulder height and lower it again, five times, slowly.`;
    case 'bow':
      return 'Bow to the front with straight knees and come up again, four times, slowly.';
    default:
      return name satisfies never;
  }
}
