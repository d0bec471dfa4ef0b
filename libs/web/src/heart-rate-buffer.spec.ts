import type { HeartRateTick } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Trace } from './angle-buffer.js';
import { HeartRateBuffer } from './heart-rate-buffer.js';

const tick = (s: number, smoothedBpm: number | null): HeartRateTick => ({ tMs: s * 1000, smoothedBpm, percentMax: null, intensityClass: 'unknown', zone: 'unknown', contact: 'ok' });

function read(buffer: HeartRateBuffer): Trace {
  const trace: Trace = { xS: [], y: [] };
  buffer.read(0, 1e9, trace);
  return trace;
}

describe('heart-rate buffer', () => {
  it('holds each second once and in order, however the ticks come', () => {
    const buffer = new HeartRateBuffer();
    buffer.push([tick(2, 102), tick(3, 103)]);
    buffer.push([tick(1, 101), tick(3, 103.5)]);
    expect(read(buffer)).toEqual({ xS: [1, 2, 3], y: [101, 102, 103.5] });
    expect(buffer.newest()).toMatchObject({ tMs: 3000, smoothedBpm: 103.5 });
  });

  it('draws no line over a silence, nor where the strap measured nothing', () => {
    const buffer = new HeartRateBuffer();
    buffer.push([tick(1, 100), tick(2, null), tick(3, 101), tick(20, 120)]);
    expect(read(buffer)).toEqual({ xS: [1, 2, 3, 3.001, 20], y: [100, null, 101, null, 120] });
  });
});
