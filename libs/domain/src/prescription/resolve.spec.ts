import { describe, expect, it } from '@jest/globals';
import type { WalkReference } from '../form/reference.js';
import { defaultZone, patientWithoutFindings, resolvePrescription, type PrescriptionFacts } from './resolve.js';

const facts: PrescriptionFacts = {
  patient: { ...patientWithoutFindings, birthYear: 1966, conditions: ['fibromyalgia'] },
  prescription: { exerciseId: 'squat', side: 'both', sensors: [], zone: defaultZone, ceilingBpm: 120, hardLimitBpm: null },
  reference: null, alternatives: [], purpose: 'exercise', year: 2026,
};

describe('resolvePrescription', () => {
  it('fixes the limits of the day', () => {
    expect(resolvePrescription(facts)).toMatchObject({ exercise: { id: 'squat' }, intensity: { maxHeartRateBpm: 166, ceilingBpm: 120, ceilingFromPlan: true }, conditions: ['fibromyalgia'] });
  });

  it('plans by the reserve when three resting heart rates of seven days are there', () => {
    const byReserve = { ...facts, prescription: { ...facts.prescription, zone: { scheme: 'percent-reserve' as const, percent: null }, ceilingBpm: null } };
    const known = (...restingHeartRatesBpm: number[]) => resolvePrescription({ ...byReserve, patient: { ...facts.patient, restingHeartRatesBpm } }).intensity;
    expect(known(69, 75, 70)).toMatchObject({ scheme: 'percent-reserve', restingHeartRateBpm: 70, zoneLowBpm: 108.4 });
    expect(known(69, 75)).toMatchObject({ scheme: 'percent-max', restingHeartRateBpm: null, flags: ['HR_ESTIMATED', 'NO_HRREST_BASELINE'] });
  });

  it('has no heart-rate plan where none can be made', () => {
    expect(resolvePrescription({ ...facts, year: 1980, prescription: { ...facts.prescription, ceilingBpm: null } }).intensity).toBeNull();
    expect(resolvePrescription({ ...facts, year: 1980 }).intensity).toMatchObject({ ceilingBpm: 120, maxHeartRateMethod: 'plan' });
  });

  it('judges a calibration against nothing, an exercise against the patient\'s own', () => {
    const reference = { repetitions: 5 } as unknown as PrescriptionFacts['reference'];
    expect(resolvePrescription({ ...facts, reference }).reference).toBe(reference);
    expect(resolvePrescription({ ...facts, reference, purpose: 'calibration' }).reference).toBeNull();
  });

  it('tells the reference of a walk from one of repetitions, and takes no walk for something done instead', () => {
    const walk: WalkReference = { kind: 'walk', repetitions: 6, provisional: false, sensors: [0], features: {} };
    expect(resolvePrescription({ ...facts, reference: walk, alternatives: [{ exerciseId: 'walking', reference: walk }] })).toMatchObject({ reference: null, walk, alternatives: [] });
    expect(resolvePrescription({ ...facts, reference: walk, purpose: 'calibration' })).not.toHaveProperty('walk');
  });

  it('hands on what changes a rule', () => {
    const prescription = { ...facts.prescription, side: 'left' as const, sensors: [{ sensor: 2, kind: 'imu' as const, placement: { segment: 'thigh' as const, side: 'left' as const } }], hardLimitBpm: 500 };
    expect(resolvePrescription({ ...facts, patient: { ...facts.patient, monitoringRequired: true }, prescription })).toMatchObject({
      side: 'left', sensors: prescription.sensors, monitoringRequired: true, intensity: { hardLimitBpm: 0.95 * 166, hardLimitFromPlan: true },
    });
  });

  it('names an exercise that does not exist', () => {
    expect(() => resolvePrescription({ ...facts, prescription: { ...facts.prescription, exerciseId: 'handstand' } })).toThrow('no exercise "handstand"');
  });
});
