import type { ImuBlock } from '#libs/domain';

const gravityMPerS2 = 9.80665;
const radPerDeg = Math.PI / 180;

/** From 0 to 1 while `at` does so, at rest before and after (Flash & Hogan 1985). */
export function minimumJerk(at: number): number {
  const x = Math.min(1, Math.max(0, at));
  return x ** 3 * (10 - 15 * x + 6 * x * x);
}

export interface Repeated {
  /** When the first begins, how long one takes there and back each, and from one begin to the next. */
  firstS: number;
  outS: number;
  cycleS: number;
  /** How far each goes. */
  rangesDeg: number[];
}

/** Repetitions, each a minimum-jerk movement out and one back; rest between them. */
export function repeated({ firstS, outS, cycleS, rangesDeg }: Repeated): (tS: number) => number {
  return (tS) => {
    const number = Math.floor((tS - firstS) / cycleS);
    const inCycleS = tS - firstS - number * cycleS;
    return (rangesDeg[number] ?? 0) * (minimumJerk(inCycleS / outS) - minimumJerk((inCycleS - outS) / outS));
  };
}

/** What an ideal sensor measures that turns about its own x axis: 3 accelerations, 3 angular velocities a sample. It is worn, so that no two are exactly the same. */
export function measured(angleAtDeg: (tS: number) => number, { fromS, rateHz, samples }: { fromS: number; rateHz: number; samples: number }): Pick<ImuBlock, 'accelerationMPerS2' | 'angularVelocityDegPerS'> {
  const accelerationMPerS2 = new Float64Array(3 * samples);
  const angularVelocityDegPerS = new Float64Array(3 * samples);
  for (let i = 0; i < samples; i++) {
    const tS = fromS + i / rateHz;
    const angleRad = angleAtDeg(tS) * radPerDeg;
    accelerationMPerS2.set([1e-9 * (i % 2), gravityMPerS2 * Math.sin(angleRad), gravityMPerS2 * Math.cos(angleRad)], 3 * i);
    angularVelocityDegPerS[3 * i] = (angleAtDeg(tS + 0.001) - angleAtDeg(tS - 0.001)) / 0.002;
  }
  return { accelerationMPerS2, angularVelocityDegPerS };
}

/** The same as blocks of a quarter of a second at 100 Hz, of one sensor. */
export function blocksOf(angleAtDeg: (tS: number) => number, { seconds, sensor = 0, rateHz = 100 }: { seconds: number; sensor?: number; rateHz?: number }): ImuBlock[] {
  const samples = rateHz / 4;
  return Array.from({ length: Math.floor((seconds * rateHz) / samples) }, (_, i) => {
    const startMs = i * 250;
    return {
      kind: 'imu', stream: 0, sequence: i + 1, sensor, startMs, endMs: startMs + 250, receivedAtMs: startMs + 290, rateHz,
      ...measured(angleAtDeg, { fromS: startMs / 1000, rateHz, samples }),
    };
  });
}
