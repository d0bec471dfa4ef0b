import { describe, expect, it } from '@jest/globals';
import { preExerciseGate, type GateAnswers, type GateContext } from './pre-exercise-gate.js';

const well: GateAnswers = {
  restingHeartRateBpm: 68, systolicMmHg: null, diastolicMmHg: null, feverOrAcuteIllness: false, heartSymptoms24h: false, newNeurologicalSigns: false, pain: 2, dizziness: 0,
};
const usual: GateContext = { usualPain: null, isVestibularPlan: false };

describe('pre-exercise gate (clinical B15)', () => {
  it('lets who is well go', () => {
    expect(preExerciseGate(well, usual)).toEqual({ decision: 'GO', reasons: [], isUrgent: false });
    expect(preExerciseGate({ ...well, systolicMmHg: 130, diastolicMmHg: 80 }, usual).decision).toBe('GO');
  });

  it.each<[Partial<GateAnswers>, string, string]>([
    [{ restingHeartRateBpm: 100 }, 'GO', ''],
    [{ restingHeartRateBpm: 104 }, 'CAUTION', 'resting-heart-rate'],
    [{ restingHeartRateBpm: 120 }, 'CAUTION', 'resting-heart-rate'],
    [{ restingHeartRateBpm: 121 }, 'NO_GO', 'resting-heart-rate'],
    [{ systolicMmHg: 182 }, 'NO_GO', 'blood-pressure'],
    [{ systolicMmHg: 180, diastolicMmHg: 111 }, 'NO_GO', 'blood-pressure'],
    [{ systolicMmHg: 161, diastolicMmHg: 90 }, 'CAUTION', 'blood-pressure'],
    [{ feverOrAcuteIllness: true }, 'NO_GO', 'fever'],
    [{ heartSymptoms24h: true }, 'NO_GO', 'heart-symptoms'],
    [{ newNeurologicalSigns: true }, 'NO_GO', 'neurological-signs'],
    [{ pain: 7 }, 'GO', ''],
    [{ pain: 8 }, 'CAUTION', 'pain'],
    [{ dizziness: 3 }, 'CAUTION', 'dizziness'],
    [{ dizziness: 5 }, 'NO_GO', 'dizziness'],
    [{ heartSymptoms24h: null }, 'CAUTION', 'unanswered'],
    [{ restingHeartRateBpm: null }, 'CAUTION', 'unanswered'],
    [{ pain: Number.NaN }, 'CAUTION', 'unanswered'],
  ])('%j: %s', (answers, decision, reason) => {
    const outcome = preExerciseGate({ ...well, ...answers }, usual);
    expect(outcome.decision).toBe(decision);
    expect(outcome.reasons.map((each) => each.reason)).toEqual(reason === '' ? [] : [reason]);
  });

  it('sees a pain that is three above the usual', () => {
    expect(preExerciseGate({ ...well, pain: 5 }, { ...usual, usualPain: 2 }).decision).toBe('CAUTION');
    expect(preExerciseGate({ ...well, pain: 5 }, { ...usual, usualPain: 3 }).decision).toBe('GO');
  });

  it('does not send a vestibular patient home for being dizzy', () => {
    expect(preExerciseGate({ ...well, dizziness: 6 }, { ...usual, isVestibularPlan: true }).decision).toBe('CAUTION');
  });

  it('asks for medical advice at once for red flags of the spine', () => {
    expect(preExerciseGate({ ...well, newNeurologicalSigns: true }, usual).isUrgent).toBe(true);
  });

  it('does not let an unanswered question hide a reason to stay', () => {
    expect(preExerciseGate({ ...well, heartSymptoms24h: null, feverOrAcuteIllness: true }, usual)).toMatchObject({ decision: 'NO_GO', reasons: [{ reason: 'fever', weight: 'NO_GO' }, { reason: 'unanswered', weight: 'CAUTION' }] });
  });

  describe('with what was answered in the twelve hours before', () => {
    const open: GateAnswers = { restingHeartRateBpm: null, systolicMmHg: null, diastolicMmHg: null, feverOrAcuteIllness: null, heartSymptoms24h: null, newNeurologicalSigns: null, pain: null, dizziness: null };

    it.each<[Partial<GateAnswers>, string]>([
      [{ heartSymptoms24h: true }, 'heart-symptoms'], [{ systolicMmHg: 190, diastolicMmHg: 90 }, 'blood-pressure'], [{ restingHeartRateBpm: 125 }, 'resting-heart-rate'],
      [{ newNeurologicalSigns: true }, 'neurological-signs'], [{ feverOrAcuteIllness: true }, 'fever'], [{ dizziness: 6 }, 'dizziness'],
    ])('%j is not over because nobody has asked again', (earlier, reason) => {
      const outcome = preExerciseGate(open, { ...usual, earlier });
      expect(outcome).toMatchObject({ decision: 'NO_GO', reasons: [{ reason, weight: 'NO_GO', fromBefore: true }, { reason: 'unanswered', weight: 'CAUTION' }] });
      expect(outcome.isUrgent).toBe(reason === 'neurological-signs');
    });

    it('lets a blood pressure stand that was not taken again, since nobody has to take one', () => {
      const earlier = { ...well, systolicMmHg: 190, diastolicMmHg: 90 };
      expect(preExerciseGate(well, { ...usual, earlier })).toEqual({ decision: 'NO_GO', reasons: [{ reason: 'blood-pressure', weight: 'NO_GO', fromBefore: true }], isUrgent: false });
      expect(preExerciseGate({ ...well, diastolicMmHg: 80 }, { ...usual, earlier }).decision).toBe('NO_GO');
    });

    it('goes by the answer of now where there is one, better or worse', () => {
      expect(preExerciseGate({ ...well, systolicMmHg: 150, diastolicMmHg: 85 }, { ...usual, earlier: { systolicMmHg: 190, diastolicMmHg: 112 } }).decision).toBe('GO');
      expect(preExerciseGate(well, { ...usual, earlier: { heartSymptoms24h: true, newNeurologicalSigns: true } })).toEqual({ decision: 'GO', reasons: [], isUrgent: false });
      expect(preExerciseGate({ ...well, restingHeartRateBpm: 121 }, { ...usual, earlier: { restingHeartRateBpm: 104 } }).reasons).toEqual([{ reason: 'resting-heart-rate', weight: 'NO_GO' }]);
    });
  });
});
