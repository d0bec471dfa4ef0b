import { describe, expect, it } from '@jest/globals';
import { WaitingRoom } from './waiting-room.js';

describe('what waits to be stored (features B6)', () => {
  const of = (deviceId: string, measuredAtMs = 0) => ({ deviceId, measuredAtMs });

  it('is stored heart rates first, and otherwise as it came', () => {
    const room = new WaitingRoom<string>();
    for (const [lane, item] of [['movement', 'm1'], ['urgent', 'u1'], ['movement', 'm2'], ['urgent', 'u2']] as const) expect(room.add(lane, item, of('a'))).toBe(true);
    expect([room.size, room.take(Infinity), room.size, room.take(Infinity)]).toEqual([4, ['u1', 'u2', 'm1', 'm2'], 0, []]);
  });

  it('is taken 500 at a time, so that a heart rate waits for one statement and not for all that was there before it', () => {
    const room = new WaitingRoom<number>();
    for (let i = 0; i < 1200; i++) room.add('movement', i, of('a'));
    expect(room.take(Infinity)).toEqual(Array.from({ length: 500 }, (_, i) => i));
    room.add('urgent', -1, of('a'));
    expect(room.take(Infinity).slice(0, 2)).toEqual([-1, 500]);
    expect([room.take(Infinity).length, room.take(Infinity).length]).toEqual([201, 0]);
  });

  it('is, of the movement, that of the devices which are least behind, each one\'s in its order; as much as may be', () => {
    const room = new WaitingRoom<string>();
    for (const [deviceId, measuredAtMs] of [['late', 1000], ['live', 9000], ['late', 1100], ['later', 500], ['live', 9100], ['late', 9200]] as const) room.add('movement', `${deviceId} ${measuredAtMs}`, of(deviceId, measuredAtMs));
    room.add('urgent', 'rate', of('later', 9000));
    expect([room.ready(3), room.ready(Infinity)]).toEqual([4, 7]);
    expect(room.take(3)).toEqual(['rate', 'live 9000', 'live 9100', 'late 1000']);
    room.add('movement', 'live 9300', of('live', 9300));
    expect([room.movements, room.take(0)]).toEqual([4, []]);
    expect(room.take(Infinity)).toEqual(['live 9300', 'late 1100', 'late 9200', 'later 500']);
  });

  it('has an end, with a fifth of it for what cannot wait', () => {
    const room = new WaitingRoom<number>();
    const added = (lane: 'movement' | 'urgent'): number => {
      let n = 0;
      while (n < 30_000 && room.add(lane, n, of(String(n % 100)))) n++;
      return n;
    };
    expect([added('movement'), added('urgent'), room.size]).toEqual([20_000, 5000, 25_000]);
  });
});
