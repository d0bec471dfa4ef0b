import { describe, expect, it } from '@jest/globals';
import { normal, seededRandom } from '../synthetic/random.js';
import type { RawSensor } from './sensor-scale.js';
import { sensorFault } from './sensor-fault.js';

const rateHz = 25;
const countsPerG = 4096;
const mPerS2PerCount = 9.80665 / countsPerG;

/** A limb that swings by 60 deg and rests, simulated; `gravity` 0: taken out, as a telephone's "linear acceleration" is. */
function swinging({ gravity = 1 } = {}): RawSensor {
  const random = seededRandom(8);
  const acceleration: number[] = [];
  const angularVelocity: number[] = [];
  for (let i = 0; i < 60 * rateHz; i++) {
    const phase = (i / rateHz) % 6 < 3 ? (2 * Math.PI * (i / rateHz)) / 3 : 0;
    const rad = (Math.PI / 6) * (1 - Math.cos(phase));
    const jerk = 0.3 * Math.sin(phase);
    acceleration.push(...[jerk, gravity * Math.sin(rad), gravity * Math.cos(rad)].map((g) => Math.round((g + 0.01 * normal(random)) * countsPerG)));
    angularVelocity.push(...[63 * Math.sin(phase), 0, 0].map((degPerS) => Math.round((degPerS + 0.5 * normal(random)) * 16)));
  }
  return { acceleration: Float64Array.from(acceleration), angularVelocity: Float64Array.from(angularVelocity), rateHz };
}

describe('sensorFault', () => {
  it('has nothing against a sensor that works, of known scale or not', () => {
    expect([sensorFault(swinging(), mPerS2PerCount), sensorFault(swinging(), null)]).toEqual([null, null]);
  });

  it('tells that gravity was taken out, of known scale or not', () => {
    expect(sensorFault(swinging({ gravity: 0 }), mPerS2PerCount)).toMatch(/^its accelerometer shows 0\.0\d g at rest, not 1: gravity was taken out of it/);
    expect(sensorFault(swinging({ gravity: 0 }), null)).toMatch(/^its accelerometer has no gravity: .* 5th percentile is \d % of the 95th/);
  });

  it('tells a scale that cannot be', () => expect(sensorFault(swinging(), 9.80665)).toMatch(/shows 4\.\d+e\+3 g at rest, not 1: its unit and scale are not these/));

  it('tells columns that were exchanged', () => {
    const { acceleration, angularVelocity } = swinging();
    expect(sensorFault({ acceleration: angularVelocity, angularVelocity: acceleration, rateHz }, null)).toMatch(/are they exchanged\?$/);
  });

  it('tells a dead axis, not one that stands still on a device of few bits', () => {
    const sensor = swinging();
    const dead = { ...sensor, acceleration: sensor.acceleration.map((value, i) => (i % 3 === 1 ? 12 : value)) };
    expect(sensorFault(dead, null)).toBe('axis y of its accelerometer says 12 in each of 1500 samples, while the others change: it does not measure');
    const coarse = { ...sensor, angularVelocity: sensor.angularVelocity.map((value, i) => (i % 3 === 0 ? Math.round(value / 160) : 0)) };
    expect(sensorFault(coarse, mPerS2PerCount)).toBeNull();
  });

  it('tells a sensor that says nothing', () => {
    const sensor = swinging();
    expect(sensorFault({ ...sensor, angularVelocity: new Float64Array(4500) }, null)).toBe('its gyroscope says 0, 0, 0 in each of 1500 samples: it does not measure');
  });
});
