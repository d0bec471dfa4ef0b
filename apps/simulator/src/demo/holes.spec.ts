import { describe, expect, it } from '@jest/globals';
import { faultByName } from '../faults/index.js';
import { packetise } from '../device/packetise.js';
import { syntheticPatient } from '../synthetic/synthetic-patient.js';
import { seededRandom } from '../synthetic/random.js';
import { holesIn } from './holes.js';

describe('holesIn', () => {
  const packets = packetise(syntheticPatient({ seed: 1, seconds: 60 }).signals);

  it('finds none where everything was measured, in whatever order it was sent', () => {
    expect(holesIn(packets)).toEqual([]);
    expect(holesIn(faultByName('reorder').apply(packets, seededRandom(1)))).toEqual([]);
  });

  it('bridges a lost packet, and finds seconds of silence', () => {
    expect(holesIn(faultByName('dropout').apply(packets, seededRandom(1)))).toEqual([]);
    const holes = holesIn(faultByName('outage').apply(packets, seededRandom(1)));
    expect(holes).toHaveLength(1);
    expect(holes[0].endMs - holes[0].startMs).toBeGreaterThan(2900);
    expect(holes[0].endMs - holes[0].startMs).toBeLessThan(5600);
  });
});
