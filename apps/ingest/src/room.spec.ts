import { describe, expect, it } from '@jest/globals';
import { hasRoom } from './room.js';

describe('the room for packets that wait to be stored (features B6)', () => {
  it('is full for movement while a heart rate, a battery, a mark and an end are still taken', () => {
    expect((['imu6', 'imu9', 'quaternion', null] as const).map((kind) => [hasRoom(kind, 19_999), hasRoom(kind, 20_000)])).toEqual(Array(4).fill([true, false]));
    expect((['heart-rate', 'battery', 'event', 'gap', 'end'] as const).map((kind) => [hasRoom(kind, 20_000), hasRoom(kind, 24_999), hasRoom(kind, 25_000)])).toEqual(Array(5).fill([true, true, false]));
  });
});
