import type { ImuBlock } from '#libs/domain';
import type { ImuSignal } from '../../apps/simulator/src/recordings/recording.js';
import { normal, seededRandom } from '../../apps/simulator/src/synthetic/random.js';

/** How a synthetic walker walks: a sensor that lies flat at the belt line, simulated, of no person. */
export interface Walker {
  seed: number;
  seconds: number;
  cadencePerMin: number;
  /** Standard deviation of a step's duration, as a share of it. */
  stepTimeVariation?: number;
  /** By how much every other step is shorter, and weaker, as a share. */
  limp?: number;
  /** Stands from here on, s. */
  stopsAtS?: number;
}

const rateHz = 50;
const gravityMPerS2 = 9.80665;
/** Of a step's push, and of what does not repeat, m/s2. */
const pushMPerS2 = 2;
const noiseMPerS2 = 0.3;
/** The pelvis turns to and fro about the vertical, once a stride. */
const turnDegPerS = 20;

interface Measured {
  /** Specific force upwards, m/s2: each step is a push and a dip, with half as much at twice its rate. */
  up: number[];
  yawDegPerS: number[];
}

/** At 50 Hz. */
function measured({ seed, seconds, cadencePerMin, stepTimeVariation = 0.02, limp = 0, stopsAtS = Infinity }: Walker): Measured {
  const random = seededRandom(seed, 1);
  const [up, yawDegPerS]: number[][] = [[], []];
  let [atS, beganS, isShort, lastsS] = [0, 0, false, 60 / cadencePerMin];
  for (let i = 0; i < seconds * rateHz; i++) {
    atS = i / rateHz;
    if (atS - beganS >= lastsS) {
      beganS += lastsS;
      isShort = !isShort;
      lastsS = (60 / cadencePerMin) * (1 + (isShort ? -limp : limp) / 4) * (1 + stepTimeVariation * normal(random));
    }
    const phase = (2 * Math.PI * (atS - beganS)) / lastsS;
    const push = (isShort ? 1 - limp : 1) * pushMPerS2 * (Math.sin(phase) + 0.5 * Math.sin(2 * phase));
    up.push(gravityMPerS2 + (atS < stopsAtS ? push : 0) + noiseMPerS2 * normal(random));
    yawDegPerS.push((atS < stopsAtS ? (isShort ? 1 : -1) * turnDegPerS * Math.sin(phase / 2) : 0) + 0.2 * normal(random));
  }
  return { up, yawDegPerS };
}

/** The same as packets of a fifth of a second of sensor 0. */
export function walkerBlocks(walker: Walker): ImuBlock[] {
  const signal = walkerSignal(walker);
  const perPacket = rateHz / 5;
  return Array.from({ length: signal.accelerationMPerS2.length / 3 / perPacket }, (_, i): ImuBlock => {
    const startMs = 200 * i;
    return {
      kind: 'imu', stream: 0, sequence: i + 1, sensor: 0, startMs, endMs: startMs + 200, receivedAtMs: startMs + 240, rateHz,
      accelerationMPerS2: signal.accelerationMPerS2.slice(3 * i * perPacket, 3 * (i + 1) * perPacket),
      angularVelocityDegPerS: signal.angularVelocityDegPerS.slice(3 * i * perPacket, 3 * (i + 1) * perPacket),
    };
  });
}

/** The same as a device would send it. */
export function walkerSignal(walker: Walker): ImuSignal {
  const { up, yawDegPerS } = measured(walker);
  return { kind: 'imu', sensor: 0, placement: { segment: 'lumbar', side: 'midline' }, rateHz, accelerationMPerS2: new Float64Array(up.flatMap((z) => [0, 0, z])), angularVelocityDegPerS: new Float64Array(yawDegPerS.flatMap((z) => [0, 0, z])) };
}
