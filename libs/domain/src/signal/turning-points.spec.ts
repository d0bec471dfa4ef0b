import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startTurning, stepTurning, type TurningPoint, type TurningState } from './turning-points.js';

function turnsOf(values: number[], retreat: number): TurningPoint[] {
  let state: TurningState = startTurning(values[0], 0);
  const turns: TurningPoint[] = [];
  values.slice(1).forEach((value, i) => {
    const turn = stepTurning(state, { value, tMs: (i + 1) * 20 }, retreat);
    if (turn !== null) turns.push(turn);
    state = JSON.parse(JSON.stringify(state)) as TurningState;
  });
  return turns;
}

describe('turning points', () => {
  it('are told once the signal has come back far enough', () => {
    expect(turnsOf([0, 2, 5, 4, 1, 3, 6, 5.9], 1)).toEqual([
      { value: 5, tMs: 40, direction: 1 },
      { value: 1, tMs: 80, direction: -1 },
    ]);
  });

  it('are not made by noise smaller than the retreat', () => {
    expect(turnsOf([0, 3, 2.6, 4, 3.5, 7, 6.6, 9], 1)).toEqual([]);
  });

  it('alternate, and are at least the retreat apart', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 60 }), (values) => {
      const turns = turnsOf(values, 3);
      for (let i = 1; i < turns.length; i++) {
        expect(turns[i].direction).toBe(-turns[i - 1].direction);
        expect(Math.abs(turns[i].value - turns[i - 1].value)).toBeGreaterThanOrEqual(3);
      }
    }));
  });
});
