import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { measureTraces, sayTraces } from './heart-rate-traces.js';

/** Two people, made up: one whose heart follows the effort from 100 s on, one without a strap; of a third there is nothing. */
describe('heart-rate traces in the layout of yoyo', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tendon-traces-'));
    const write = (name: string, lines: string[]): void => writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    const rate = (s: number): number => (s === 150 ? 260 : s < 100 ? 88 + (s % 2) : Math.min(180, 90 + (s - 100) / 2));
    write('participants.csv', ['id,sex,ageYears,testStartS', 'X1,Female,40,100', 'X2,Male,30,0', 'X3,Male,30,0']);
    write('X1-heart-rate.csv', ['tS,hrBpm,vo2', ...Array.from({ length: 300 }, (_, s) => `${s}.0,${rate(s)},1`)]);
    write('X1-rpe.csv', ['Level,RPE,Time', 'a,1,0.0', 'b,3,60.0', 'c,7,120.0', 'd,9,180.0']);
    write('X2-heart-rate.csv', ['tS,hrBpm', ...Array.from({ length: 100 }, (_, s) => `${s}.0,0`)]);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are measured per person', () => {
    const { people: [running, silent], medianCorrelation, missing } = measureTraces(folder);
    expect(running).toMatchObject({ id: 'X1', readings: 300, rejectedShare: 1 / 300, noContactShare: 0, correlation: 1, ratings: 4 });
    // Limits of 180 bpm: zone 117 to 135, ceiling 144, limit 153; half a beat a second from 90 bpm at 100 s.
    expect(running.zoneS.in).toBeGreaterThan(30);
    expect(running.zoneS.in).toBeLessThan(42);
    expect(running.alerts['HR-03']).toBe(1);
    expect(silent).toMatchObject({ id: 'X2', rejectedShare: 1, noContactShare: 1, correlation: null, ratings: 0, zoneS: { in: 0, below: 0 } });
    expect({ medianCorrelation, missing }).toEqual({ medianCorrelation: 1, missing: ['X3'] });
  });

  it('are told to people with whose they are', () => {
    const text = sayTraces(measureTraces(folder));
    expect(text).toContain('recordings of volunteers');
    expect(text).toMatch(/X1 +300 +0\.3 % .*1\.00 +HR-03 1, HR-02 1/);
    expect(text).toContain('no trace of: X3');
  });

  it('name the file that is wrong', () => {
    writeFileSync(join(folder, 'X1-heart-rate.csv'), 'tS,hrBpm\n0.0,fast\n');
    expect(() => measureTraces(folder)).toThrow('X1-heart-rate.csv: line 2, column "hrBpm": "fast"');
    writeFileSync(join(folder, 'X1-heart-rate.csv'), 'tS,vo2\n0.0,1\n');
    expect(() => measureTraces(folder)).toThrow('X1-heart-rate.csv: no column "hrBpm"');
    writeFileSync(join(folder, 'X1-heart-rate.csv'), '');
    expect(() => measureTraces(folder)).toThrow('X1-heart-rate.csv: no rows');
    writeFileSync(join(folder, 'participants.csv'), 'id,sex\nX1,Female\n');
    expect(() => measureTraces(folder)).toThrow('participants.csv: no column "ageYears"');
    expect(() => measureTraces(join(folder, 'nowhere'))).toThrow('participants.csv');
  });
});
