import type { Block, ImuBlock } from '#libs/domain';
import { seededRandom } from '../../apps/simulator/src/synthetic/random.js';

type Vector = [number, number, number];

/** What a sensor measures over time: specific force, m/s2, and turning rate, deg/s, of its x, y and z. */
export interface WornSignal {
  acc: (tS: number) => Vector;
  rates: (tS: number) => Vector;
}

const gravityMPerS2 = 9.80665;
const radPerDeg = Math.PI / 180;
/** As of a usual MEMS sensor on a body, m/s2 and deg/s. */
const noise = { acc: 0.02, rates: 0.1 };
const rateHz = 50;
const packetS = 0.2;

/** A sensor that turns about its own x axis, which lies level. */
export function turning(angleDeg: (tS: number) => number): WornSignal {
  return {
    acc: (tS) => [0, gravityMPerS2 * Math.sin(angleDeg(tS) * radPerDeg), gravityMPerS2 * Math.cos(angleDeg(tS) * radPerDeg)],
    rates: (tS) => [(angleDeg(tS + 0.001) - angleDeg(tS - 0.001)) / 0.002, 0, 0],
  };
}

/** SYNTHETIC, of no person: sensors 0 to n at 50 Hz in packets of 200 ms, with noise, the same each time; and the end of their stream. */
export function wornStream(seconds: number, signals: readonly WornSignal[]): Block[] {
  const randoms = signals.map((_, sensor) => seededRandom(sensor + 1, 1));
  const blocks: Block[] = [];
  for (let packet = 0; packet < seconds / packetS; packet++) {
    signals.forEach(({ acc, rates }, sensor) => {
      const startMs = 1000 * packetS * packet;
      const around = (value: number, by: number): number => value + by * (2 * randoms[sensor]() - 1);
      const times = Array.from({ length: rateHz * packetS }, (_, k) => startMs / 1000 + k / rateHz);
      const block: ImuBlock = {
        kind: 'imu', stream: 0, sequence: blocks.length + 1, sensor, startMs, endMs: startMs + 1000 * packetS, receivedAtMs: startMs + 290, rateHz,
        accelerationMPerS2: Float64Array.from(times.flatMap((tS) => acc(tS).map((value) => around(value, noise.acc)))),
        angularVelocityDegPerS: Float64Array.from(times.flatMap((tS) => rates(tS).map((value) => around(value, noise.rates)))),
      };
      blocks.push(block);
    });
  }
  const endMs = 1000 * seconds;
  return [...blocks, { kind: 'end', stream: 0, sequence: blocks.length + 1, sensor: 0, startMs: endMs, endMs, receivedAtMs: endMs + 50, lastSequence: blocks.length + 1 }];
}
