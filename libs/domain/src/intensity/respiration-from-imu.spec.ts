import { describe, expect, it } from '@jest/globals';
import { normal, seededRandom } from '../../../../tests/support/strap-faults.js';
import { respirationFromImu } from './respiration-from-imu.js';

/** A chest that lies on its back, seen at `rateHz`, with what is on top of gravity along a slanting axis. */
function chest(movement: (tS: number) => number, { seconds = 30, rateHz = 50, noise = (): number => 0 } = {}): Float64Array {
  return Float64Array.from({ length: 3 * seconds * rateHz }, (_, i) => {
    const along = movement(Math.floor(i / 3) / rateHz);
    return [0.5 * along, 0.2 * along, 9.81 + 0.8 * along][i % 3] + noise();
  });
}

const breath = (hz: number, amplitude = 0.1) => (tS: number): number => amplitude * Math.sin(2 * Math.PI * hz * tS);

describe('respiration from the chest (clinical B11)', () => {
  it('0.1 m/s2 at 0.25 Hz is 15 breaths a minute', () => {
    const found = respirationFromImu(chest(breath(0.25)), 50);
    expect(found.ok && Math.abs(found.value.breathsPerMin - 15)).toBeLessThan(0.3);
  });

  it.each([[0.111, 25], [0.2, 100], [0.4, 50], [0.5, 25]])('finds %d Hz at a rate of %d Hz through noise', (hz, rateHz) => {
    const random = seededRandom(7, 1);
    const found = respirationFromImu(chest(breath(hz), { rateHz, noise: () => 0.03 * normal(random) }), rateHz);
    expect(found.ok && Math.abs(found.value.breathsPerMin - 60 * hz)).toBeLessThan(0.7);
  });

  it('says that noise is none', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = seededRandom(seed, 2);
      expect(respirationFromImu(chest(() => 0, { noise: () => 0.1 * normal(random) }), 25)).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    }
  });

  it('does not judge a body that moves, nor one that is dead still', () => {
    expect(respirationFromImu(chest((tS) => breath(0.25)(tS) + 2 * Math.sin(2 * Math.PI * 1.8 * tS)), 50)).toMatchObject({ ok: false, reason: 'LOW_QUALITY', detail: expect.stringContaining('moves') });
    expect(respirationFromImu(chest(() => 0), 50)).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
  });

  it('needs 30 s', () => {
    expect(respirationFromImu(chest(breath(0.25), { seconds: 29 }), 50)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
