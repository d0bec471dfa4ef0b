import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { intersectionOverUnion, type Repetition } from '#libs/domain';
import { encodePacket } from '#libs/sensors';
import { expectedOf } from '../demo/oracle.js';
import { packetise } from '../device/packetise.js';
import type { Recording } from '../recordings/recording.js';
import { syntheticPatient } from './synthetic-patient.js';

function bytesOf({ signals }: Pick<Recording, 'signals'>): string {
  const hash = createHash('sha256');
  for (const { packet } of packetise(signals)) hash.update(encodePacket(packet, 'float32'));
  return hash.digest('hex');
}

function analysed(recording: Recording) {
  return expectedOf(recording, packetise(recording.signals), recording.ageYears ?? Number.NaN);
}

function isGood({ score }: Repetition): boolean {
  return score.verdict === 'scored' && score.band === 'good';
}

function codesOf({ score }: Repetition): string[] {
  return score.codes.map(({ code }) => code);
}

/** Ten of the hundred patients of a demo with as many sessions. */
const seeds = Array.from({ length: 10 }, (_, i) => 1 + 11 * i);

describe('syntheticPatient', () => {
  it('gives the same bytes for the same seed, and others for another seed or session', () => {
    const one = syntheticPatient({ seed: 5, seconds: 10 });
    expect(syntheticPatient({ seed: 5, seconds: 10 })).toEqual(one);
    expect(bytesOf(syntheticPatient({ seed: 5, seconds: 10 }))).toBe(bytesOf(one));
    const others = [syntheticPatient({ seed: 6, seconds: 10 }), syntheticPatient({ seed: 5, seconds: 10, session: 1 })];
    expect(new Set([one, ...others].map(bytesOf)).size).toBe(3);
  });

  it('says that it is nobody', () => {
    expect(syntheticPatient({ seed: 1, seconds: 5 })).toMatchObject({ source: 'simulated', label: 'simulated patient, no person', citation: '' });
  });

  it('calibrates the same way for every session: the reference is the person\'s', () => {
    expect(syntheticPatient({ seed: 5, seconds: 10, session: 3 }).calibration).toEqual(syntheticPatient({ seed: 5, seconds: 20 }).calibration);
  });

  it.each(seeds)('seed %d: every repetition is found once, good ones are good, faults have their name, and the heart rate is told', (seed) => {
    const recording = syntheticPatient({ seed, seconds: 60 });
    const { repetitions, rules } = analysed(recording);
    expect(repetitions).toHaveLength(13);
    expect(recording.truth).toHaveLength(13);
    recording.truth.forEach((truth, i) => {
      const repetition = repetitions[i];
      expect(intersectionOverUnion(truth, repetition)).toBeGreaterThan(0.5);
      if (truth.type === 'correct') expect(isGood(repetition)).toBe(true);
      if (truth.type === 'low-amplitude') expect(codesOf(repetition)).toContain('INCOMPLETE_RANGE');
      if (truth.type === 'too-fast') expect(codesOf(repetition)).toContain('TOO_FAST');
    });
    expect(rules).toEqual(expect.arrayContaining(['HR-02', 'HR-03', 'FM-01']));
  });

  it('raises nothing for a patient who does it well at an easy effort', () => {
    const heartRate = { startShare: 0.5, effortShare: 0.68, restShare: 0.45 };
    const { repetitions, rules } = analysed(syntheticPatient({ seed: 3, seconds: 60, character: { set: [{ type: 'correct', count: 8 }], heartRate } }));
    expect(repetitions.length).toBeGreaterThan(8);
    expect(repetitions.every(isGood)).toBe(true);
    expect(rules).toEqual([]);
  });
});
