import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { exerciseById } from '../prescription/catalogue/index.js';
import { analyse, startAnalysis } from './analyse.js';
import type { Block } from './block.js';
import { startSecondCount } from './second-count.js';

const squat = exerciseById('squat');
if (squat === null) throw new Error('no squat');
const prescription = prescribed({ exercise: squat, sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } }] });

/** Every 3 s one, then rest; the session ends. */
function told(rangesDeg: number[], { isOver = true } = {}): { counted: number; doubts: string[] } {
  const seconds = 3 * rangesDeg.length + 20;
  const blocks: Block[] = blocksOf(repeated({ firstS: 2, outS: 1.2, cycleS: 3, rangesDeg }), { seconds, rateHz: 40 });
  const end: Block = { kind: 'end', stream: 0, sequence: blocks.length + 1, sensor: 0, startMs: 1000 * seconds, endMs: 1000 * seconds, receivedAtMs: 1000 * seconds, lastSequence: blocks.length + 1 };
  const { repetitions, findings } = analyse(startAnalysis(prescription, 0), isOver ? [...blocks, end] : blocks, { prescription, now: null });
  const doubts = findings.filter(({ finding }) => finding.ruleId === 'FM-08').map(({ finding: { change, value, limit } }) => `${change}: ${value} counted, ${Math.round(limit ?? 0)} expected`);
  return { counted: repetitions.length, doubts };
}

describe('the second opinion of the count (clinical C8)', () => {
  it('agrees with ten clear repetitions', () => {
    expect(told(new Array<number>(10).fill(80))).toEqual({ counted: 10, doubts: [] });
  });

  it('doubts a count that leaves out movements of the same rhythm, when the set is over, not at the end of the session only', () => {
    // A quarter of the template's range, or less, is an attempt, not a repetition.
    const ranges = [80, 80, 18, 80, 18, 80, 18, 80, 18, 80, 80, 80];
    expect(told(ranges, { isOver: false })).toEqual({ counted: 8, doubts: ['raised: 8 counted, 12 expected'] });
  });

  it('has none of what is held, walked or breathed', () => {
    expect(startSecondCount(prescription)).not.toBeNull();
    for (const id of ['hamstring-stretch', 'single-leg-stance', 'walking', 'paced-breathing']) {
      const exercise = exerciseById(id);
      if (exercise === null) throw new Error(`no ${id}`);
      expect(startSecondCount({ ...prescription, exercise })).toBeNull();
    }
  });
});
