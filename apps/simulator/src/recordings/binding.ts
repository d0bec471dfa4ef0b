import type { SensorBinding } from '#libs/domain';
import type { ImuSignal } from './recording.js';

/** The sensor of a recording as a prescription has it. What is not known of how it was strapped on is left out. */
export function bindingOf({ sensor, placement, axes, flexion }: ImuSignal): SensorBinding {
  return { sensor, kind: 'imu', placement, ...(axes === undefined ? {} : { axes }), ...(flexion === undefined ? {} : { flexion }) };
}
