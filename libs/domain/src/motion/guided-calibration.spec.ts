import { describe, expect, it } from '@jest/globals';
import type { SensorBinding } from '../prescription/prescription.js';
import { calibrateGuided, type MeasuredSensor } from './guided-calibration.js';
import type { GuidedMovement } from './guided-movement.js';

const knee: GuidedMovement = { name: 'knee-lift', side: 'right' };
const bow: GuidedMovement = { name: 'bow', side: 'both' };
const rateHz = 50;

/** Five times out and back by so much about an axis of the sensor, without noise: rate of a cosine of 2 s. */
function turns(deg: number, axis: readonly number[]): Float64Array {
  const samples = 10 * rateHz;
  return Float64Array.from({ length: 3 * samples }, (_, k) => (deg / 2) * Math.PI * Math.sin((Math.PI * Math.floor(k / 3)) / rateHz) * axis[k % 3]);
}

const still = { ok: true, value: { gyroscopeBiasDegPerS: [0, 0, 0], up: [0, 0, 1], gravityMPerS2: 9.81 }, flags: [] } satisfies MeasuredSensor['still'];
/** Strapped on straight: z up, x to the front, so that a knee that is lifted turns about -y and a trunk that bows about y. */
const thigh: SensorBinding = { sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } };
const chest: SensorBinding = { sensor: 1, kind: 'imu', placement: { segment: 'chest', side: 'midline' } };
const measured = (binding: SensorBinding, rates: Float64Array[], over: Partial<MeasuredSensor> = {}): MeasuredSensor => ({ binding, still, rates, rateHz, ...over });
const lifted = measured(thigh, [turns(80, [0, -1, 0]), turns(10, [0, 1, 0])]);
const bowed = measured(chest, [turns(6, [1, 0, 0]), turns(50, [0, 1, 0])]);
const near = (v: readonly number[]) => v.map((each) => expect.closeTo(each, 6));

describe('verdict of a guided calibration, by hand', () => {
  it('takes the axis of each sensor from the movement in which it turns, and the front from which end goes there', () => {
    expect(calibrateGuided([knee, bow], [lifted, bowed])).toMatchObject([
      { sensor: 0, pass: true, learned: { up: [0, 0, 1], forward: near([1, 0, 0]), alignment: { flexion: near([0, -1, 0]) }, explained: expect.closeTo(1, 9) } },
      { sensor: 1, pass: true, learned: { forward: near([1, 0, 0]), alignment: { flexion: near([0, 1, 0]) } } },
    ]);
  });

  it('names the movement that was not done, by every sensor, since none can be judged', () => {
    const idle = [measured(thigh, [turns(80, [0, -1, 0]), turns(2, [0, 1, 0])]), measured(chest, [turns(6, [1, 0, 0]), turns(3, [0, 1, 0])])];
    expect(calibrateGuided([knee, bow], idle)).toMatchObject([0, 1].map(() => ({ pass: false, problem: 'TOO_LITTLE_MOVEMENT', words: expect.stringMatching(/^Bow to the front/) })));
  });

  it('says which sensor sends nothing, was not still, or does not measure gravity', () => {
    const problems = calibrateGuided([knee], [
      measured(thigh, [turns(80, [0, -1, 0])]),
      measured(chest, [turns(6, [1, 0, 0])], { still: null }),
      measured({ ...chest, sensor: 2 }, [turns(6, [1, 0, 0])], { still: { ok: false, reason: 'LOW_QUALITY', detail: '' } }),
      measured({ ...chest, sensor: 3 }, [turns(6, [1, 0, 0])], { still: { ...still, flags: ['ACC_SCALE'] } }),
    ]).map((each) => (each.pass ? null : each.problem));
    expect(problems).toEqual([null, 'NO_SIGNAL', 'NOT_STILL', 'ACC_SCALE']);
  });

  it('compares with how the plan says that it is strapped on, and says which way to turn it', () => {
    const [verdict] = calibrateGuided([knee], [measured({ ...thigh, axes: { up: 'z', forward: '-y' } }, [turns(80, [0, -1, 0])])]);
    expect(verdict).toMatchObject({ pass: false, problem: 'TURNED', turnedDeg: expect.closeTo(90, 6), words: 'The sensor on the right thigh sits turned around the thigh by about 90 degrees from what the plan says. Turn it so that its z axis points up and its negative y axis to the front.' });
  });

  it('is not made of a movement about two axes', () => {
    const round = turns(80, [0, -1, 0]).map((value, k) => value + 75 * Math.PI * Math.cos((Math.PI * Math.floor(k / 3)) / rateHz) * (k % 3 === 0 ? 1 : 0));
    expect(calibrateGuided([knee], [measured(thigh, [round])])).toMatchObject([{ pass: false, problem: 'NOT_ONE_AXIS' }]);
  });
});
