import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { finishSetDetector, noteRepetition, startSetDetector, stepSetDetector, type SetEvent } from '../../libs/domain/src/repetition/set-detector.js';
import { haveRecordings, match, recordingsFolder } from './recorded.js';

type SetEnded = Extract<SetEvent, { kind: 'set-ended' }>;

interface Labelled {
  startMs: number;
  endMs: number;
  type: number;
}

const folder = resolve(recordingsFolder, 'pted');
const stepMs = 40;
const rowsOf = (path: string, separator: string): number[][] => readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.split(separator).map(Number));

/** Rate about the sensor axis that turns most in the session, deg/s. */
function primaryRate(session: string): number[] {
  const axes = [1, 2, 3, 4, 5].map((unit) => `${session}/u${unit}/test.txt`).filter((path) => existsSync(path)).flatMap((path) => {
    const rows = rowsOf(path, ';');
    return [4, 5, 6].map((column) => rows.map((row) => (row[column] * 180) / Math.PI));
  });
  const power = axes.map((rates) => rates.reduce((sum, rate) => sum + rate * rate, 0));
  return axes[power.indexOf(Math.max(...power))];
}

function setsIn(rates: number[], labels: Labelled[]): SetEnded[] {
  const state = startSetDetector();
  const events: (SetEvent | null)[] = [];
  const ends = labels.map(({ endMs }) => endMs).sort((a, b) => a - b);
  rates.forEach((velocityDegPerS, i) => {
    events.push(stepSetDetector(state, { tMs: i * stepMs, velocityDegPerS }, { durationS: null }));
    while (ends.length > 0 && ends[0] <= i * stepMs) noteRepetition(state, ends.shift() ?? 0);
  });
  return [...events, finishSetDetector(state)].filter((event): event is SetEnded => event?.kind === 'set-ended');
}

(haveRecordings ? describe : describe.skip)('sets of two healthy volunteers, each of ten repetitions, acted (needs pted in TENDON_RECORDINGS)', () => {
  it('are found, begin and end where they were labelled, and agree with the count', () => {
    const found = { sets: 0, matched: 0, countWithinOne: 0, doubted: 0, besides: 0 };
    for (const subject of ['s1', 's2']) {
      for (let exercise = 1; exercise <= 8; exercise++) {
        const labels = rowsOf(`${folder}/annotations/annotations_${subject}_e${exercise}_annotations.csv`, ',').map(([start, end, type]) => ({ startMs: start * stepMs, endMs: end * stepMs, type }));
        const blocks = [0, 1, 2].map((type) => labels.filter((each) => each.type === type)).map((block) => ({
          startMs: Math.min(...block.map(({ startMs }) => startMs)), endMs: Math.max(...block.map(({ endMs }) => endMs)), repetitions: block.length,
        }));
        const sets = setsIn(primaryRate(`${folder}/${subject}/e${exercise}`), labels);
        const matched = match(blocks, sets, 0.75);
        found.sets += blocks.length;
        found.matched += matched.filter((each) => each.found !== null).length;
        found.countWithinOne += matched.filter((each) => each.found !== null && Math.abs(each.found.expectedRepetitions - each.truth.repetitions) <= 1).length;
        found.doubted += matched.filter((each) => each.found?.flags.includes('COUNT_UNCERTAIN')).length;
        found.besides += sets.length - matched.filter((each) => each.found !== null).length;
        for (let k = 1; k < sets.length; k++) expect(sets[k].startMs).toBeGreaterThanOrEqual(sets[k - 1].endMs);
      }
    }
    process.stdout.write(`sets of s1 and s2: ${JSON.stringify(found)}\n`);
    expect(found.sets).toBe(48);
    expect(found.matched).toBeGreaterThanOrEqual(45);
    expect(found.countWithinOne).toBeGreaterThanOrEqual(0.93 * 45);
    expect(found.besides).toBeLessThanOrEqual(5);
  });
});
