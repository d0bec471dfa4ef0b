import type { ImuBlock } from '#libs/domain';

/** How far thigh and shank lean forwards from hanging down, deg, over time. */
export interface LegMovement {
  thighDeg: (tS: number) => number;
  shankDeg: (tS: number) => number;
  seconds: number;
}

const gravityMPerS2 = 9.80665;
const radPerDeg = Math.PI / 180;
const rateHz = 100;
/** m: hip to knee, and where the sensors sit: forwards, up. */
const thighM = 0.42;
const thighSensorM: Point = [0.08, -0.2];
const shankSensorM: Point = [0.05, -0.15];

/** Forwards and up, in the sagittal plane, m. */
type Point = [number, number];

/**
 * SYNTHETIC, of no person, without noise: a leg in its sagittal plane that hangs from a hip at rest, as ideal sensors on thigh (0)
 * and shank (1) measure it, accelerations of the movement and all; no two samples are exactly the same, since they are worn. Sensor axes: x to the left, y forwards, z up along the segment.
 */
export function leg({ thighDeg, shankDeg, seconds }: LegMovement): ImuBlock[] {
  const thighAt = (tS: number): Point => turned(thighSensorM, thighDeg(tS));
  const shankAt = (tS: number): Point => {
    const knee = turned([0, -thighM], thighDeg(tS));
    const beyond = turned(shankSensorM, shankDeg(tS));
    return [knee[0] + beyond[0], knee[1] + beyond[1]];
  };
  const packets = Array.from({ length: Math.floor(4 * seconds) }, (_, i) => [blockOf(0, i, thighDeg, thighAt), blockOf(1, i, shankDeg, shankAt)]);
  return packets.flat();
}

/** A sensor worn a quarter turn around its segment. */
export function wornAround(block: ImuBlock): ImuBlock {
  const around = (values: Float64Array): Float64Array => values.map((_, i) => (i % 3 === 0 ? values[i + 1] : i % 3 === 1 ? -values[i - 1] : values[i]));
  return { ...block, accelerationMPerS2: around(block.accelerationMPerS2), angularVelocityDegPerS: around(block.angularVelocityDegPerS) };
}

/** About x to the left, forwards being -y of a right-handed turn: what hangs down goes forwards. */
function turned([forwards, up]: Point, deg: number): Point {
  const [c, s] = [Math.cos(deg * radPerDeg), Math.sin(deg * radPerDeg)];
  return [c * forwards - s * up, s * forwards + c * up];
}

function blockOf(sensor: number, number: number, leanDeg: (tS: number) => number, at: (tS: number) => Point): ImuBlock {
  const samples = rateHz / 4;
  const startMs = 250 * number;
  const accelerationMPerS2 = new Float64Array(3 * samples);
  const angularVelocityDegPerS = new Float64Array(3 * samples);
  for (let i = 0; i < samples; i++) {
    const tS = startMs / 1000 + i / rateHz;
    const [before, now, after] = [at(tS - step), at(tS), at(tS + step)];
    const felt: Point = [(before[0] - 2 * now[0] + after[0]) / step ** 2, (before[1] - 2 * now[1] + after[1]) / step ** 2 + gravityMPerS2];
    accelerationMPerS2.set([1e-9 * (i % 2), ...turned(felt, -leanDeg(tS))], 3 * i);
    angularVelocityDegPerS[3 * i] = (leanDeg(tS + step) - leanDeg(tS - step)) / (2 * step);
  }
  return { kind: 'imu', stream: 0, sequence: number + 1, sensor, startMs, endMs: startMs + 250, receivedAtMs: startMs + 290, rateHz, accelerationMPerS2, angularVelocityDegPerS };
}

const step = 0.001;
