import type { Fault } from './fault.js';
import { isOfSensor, numberedAnew } from './sending.js';

const sensor = 0;
/** About one in 20: what a 2.4 GHz radio at the wrong side of the body loses. */
const share = 0.05;

/** The radio to one sensor loses a quarter of a second now and then: those samples never reach the device. */
export const dropout: Fault = {
  name: 'dropout',
  description: 'every twentieth packet of the first sensor is never measured, but never two in a row: samples are missing, numbers are not',
  apply: (packets, random) => {
    let lostLast = false;
    return numberedAnew(packets.filter(({ packet }) => {
      if (!isOfSensor(packet, sensor)) return true;
      lostLast = !lostLast && random() < share;
      return !lostLast;
    }));
  },
};
