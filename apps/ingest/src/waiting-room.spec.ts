import { describe, expect, it } from '@jest/globals';
import { WaitingRoom } from './waiting-room.js';

describe('what waits to be stored (features B6)', () => {
  it('is stored heart rates first, and otherwise as it came', () => {
    const room = new WaitingRoom<string>();
    for (const [lane, item] of [['movement', 'm1'], ['urgent', 'u1'], ['movement', 'm2'], ['urgent', 'u2']] as const) expect(room.add(lane, item)).toBe(true);
    expect([room.size, room.take(), room.size, room.take()]).toEqual([4, ['u1', 'u2', 'm1', 'm2'], 0, []]);
  });

  it('is taken 500 at a time, so that a heart rate waits for one statement and not for all that was there before it', () => {
    const room = new WaitingRoom<number>();
    for (let i = 0; i < 1200; i++) room.add('movement', i);
    expect(room.take()).toEqual(Array.from({ length: 500 }, (_, i) => i));
    room.add('urgent', -1);
    expect(room.take().slice(0, 2)).toEqual([-1, 500]);
    expect([room.take().length, room.take().length]).toEqual([201, 0]);
  });

  it('has an end, with a fifth of it for what cannot wait', () => {
    const room = new WaitingRoom<number>();
    const added = (lane: 'movement' | 'urgent'): number => {
      let n = 0;
      while (n < 30_000 && room.add(lane, n)) n++;
      return n;
    };
    expect([added('movement'), added('urgent'), room.size]).toEqual([20_000, 5000, 25_000]);
  });
});
