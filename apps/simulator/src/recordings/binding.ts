import type { SensorBinding } from '#libs/domain';
import type { ImuSignal } from './recording.js';

/** The sensor of a recording as a prescription has it. What is not known of how it was strapped on is left out. */
export function bindingOf({ sensor, placement, axes }: ImuSignal): SensorBinding {
  return axes === undefined ? { sensor, kind: 'imu', placement } : { sensor, kind: 'imu', placement, axes };
}
