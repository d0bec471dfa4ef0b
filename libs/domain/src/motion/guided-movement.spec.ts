import { describe, expect, it } from '@jest/globals';
import type { Placement } from '../prescription/exercise.js';
import { knownPlacements, leastTurnDeg, plannedMovements, sayMovement, showsAxis, turnDeg, unlikeness, type GuidedMovement } from './guided-movement.js';

const at = (segment: Placement['segment'], side: Placement['side'] = 'right'): Placement => ({ segment, side });
const knee: GuidedMovement = { name: 'knee-lift', side: 'right' };
const bow: GuidedMovement = { name: 'bow', side: 'both' };

describe('movements of the guided calibration', () => {
  it('lift the knee of the leg that wears a sensor, the arm that does, and bow for the trunk, in that order', () => {
    expect(plannedMovements([at('thigh'), at('chest', 'midline')])).toEqual([knee, bow]);
    expect(plannedMovements([at('chest', 'midline'), at('shank', 'left'), at('thigh'), at('forearm', 'left')])).toEqual([
      { name: 'knee-lift', side: 'left' }, knee, { name: 'arm-lift', side: 'left' }, bow,
    ]);
    expect(plannedMovements([at('unknown')])).toEqual([]);
  });

  it('turn what is told to move most: the thigh more than the shank, the trunk more than the legs in a bow', () => {
    const turn = (placement: Placement, movement: GuidedMovement): number => turnDeg(placement, movement) ?? 0;
    expect(turn(at('thigh'), knee)).toBeGreaterThan(turn(at('shank'), knee));
    expect(turn(at('shank'), knee)).toBeGreaterThan(turn(at('thigh', 'left'), knee));
    expect(turn(at('chest', 'midline'), bow)).toBeGreaterThan(turn(at('thigh'), bow));
    expect(turnDeg(at('thigh', 'left'), { name: 'knee-lift', side: 'left' })).toBe(turnDeg(at('thigh'), knee));
    expect(turnDeg(at('wrist'), knee)).toBeNull();
  });

  it('show the axis of what turns at least half of what leads', () => {
    expect([at('thigh'), at('shank'), at('thigh', 'left'), at('chest', 'midline')].map((each) => showsAxis(each, knee))).toEqual([true, false, false, false]);
    expect([at('chest', 'midline'), at('pelvis', 'midline'), at('thigh')].map((each) => showsAxis(each, bow))).toEqual([true, true, false]);
    expect(leastTurnDeg(knee)).toBe(40);
  });

  it('know something of every place that a sensor could be at instead', () => {
    const movements: GuidedMovement[] = [knee, { name: 'arm-lift', side: 'left' }, bow];
    expect(knownPlacements.every((place) => movements.some((movement) => turnDeg(place, movement) !== null))).toBe(true);
  });

  it('compares by the factor between two turns, of which 2 deg are wobble', () => {
    expect(unlikeness(80, 80)).toBe(0);
    // 40 and 82 with the wobble.
    expect(unlikeness(38, 80)).toBeCloseTo(Math.log(82 / 40), 12);
    expect(unlikeness(80, 38)).toBeCloseTo(unlikeness(38, 80), 12);
  });

  it('are asked for with the side', () => {
    expect(sayMovement(knee)).toMatch(/^Lift the right knee to hip height/);
    expect(sayMovement({ name: 'arm-lift', side: 'left' })).toMatch(/straight left arm/);
    expect(sayMovement(bow)).toMatch(/^Bow to the front/);
  });
});
