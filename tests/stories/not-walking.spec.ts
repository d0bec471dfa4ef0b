import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { analyse, startAnalysis, type Prescription } from '#libs/domain';
import { loadRecording } from '../../apps/simulator/src/recordings/index.js';
import { walking } from '../../libs/domain/src/prescription/catalogue/walking.js';
import { blocksOf, haveRecordings, recordingsFolder } from './recorded.js';

const told = haveRecordings ? describe : describe.skip;
const prescription: Prescription = {
  exercise: walking, side: 'both', reference: null, alternatives: [], sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'lumbar', side: 'midline' } }], intensity: null, conditions: [], monitoringRequired: false,
};

/** One unit of each of the 16 recordings, as if it were worn at the belt line: limbs of healthy volunteers that exercise and rest, and nobody walks. */
told('what is no walk (clinical C15), pted s1 and s2', () => {
  it('is hardly ever taken for one: in at most 2 of some 360 windows of ten seconds', async () => {
    let [windows, walked] = [0, 0];
    for (const path of ['s1', 's2'].flatMap((subject) => [1, 2, 3, 4, 5, 6, 7, 8].map((exercise) => join(recordingsFolder, 'pted', subject, `e${exercise}`)))) {
      const unit = (await loadRecording(path)).signals.find(({ sensor }) => sensor === 3);
      if (unit?.kind !== 'imu') throw new Error(`${path}: no such unit`);
      windows += Math.floor(unit.accelerationMPerS2.length / 3 / unit.rateHz / 10);
      const { repetitions } = analyse(startAnalysis(prescription, 0), blocksOf([{ ...unit, sensor: 0 }]), { prescription, now: null });
      walked += repetitions.reduce((sum, { repetition }) => sum + (repetition.endMs - repetition.startMs) / 10_000, 0);
    }
    expect(windows).toBeGreaterThan(340);
    expect(walked).toBeLessThanOrEqual(2);
  });
});
