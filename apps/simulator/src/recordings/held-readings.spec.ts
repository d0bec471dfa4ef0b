import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { heldReadings } from './held-readings.js';

describe('heart rates of breaths', () => {
  it('stand until the next breath, once a second, and over no hole', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tendon-held-'));
    writeFileSync(join(folder, 'a.csv'), 'tS,hrBpm\n0.0,104\n2.5,0\n3.0,110\n30.0,90\n');
    const readings = heldReadings(join(folder, 'a.csv'));
    rmSync(folder, { recursive: true });
    expect(readings.slice(0, 5).map(({ tMs, heartRateBpm }) => [tMs, heartRateBpm])).toEqual([[0, 104], [1000, 104], [2000, 104], [2500, 0], [3000, 110]]);
    expect(readings.at(-2)).toMatchObject({ tMs: 12_000, heartRateBpm: 110 });
    expect(readings.at(-1)).toMatchObject({ tMs: 30_000, heartRateBpm: 90 });
  });
});
