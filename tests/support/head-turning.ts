import type { ImuSignal } from '../../apps/simulator/src/recordings/recording.js';

/** Once a second by 20 deg to each side; simulated. */
export function headTurning(seconds: number): ImuSignal {
  const samples = Array.from({ length: 50 * seconds }, (_, i) => i / 50);
  return {
    kind: 'imu', sensor: 0, placement: { segment: 'head', side: 'midline' }, rateHz: 50, accelerationMPerS2: new Float64Array(samples.flatMap((tS) => [0, 0.02 * Math.sin(50 * tS), 9.80665])),
    angularVelocityDegPerS: new Float64Array(samples.flatMap((tS) => [0, 0, 2 * Math.PI * 20 * Math.cos(2 * Math.PI * tS)])),
  };
}
