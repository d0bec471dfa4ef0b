import { describe, expect, it } from '@jest/globals';
import { safetyCheck, stopCriteria, type Observed, type PatientFeels } from './stop-criteria.js';

const fine: Observed = { feels: [], systolicMmHg: null, diastolicMmHg: null, heartRateBpm: 120, hardLimitBpm: 141.1, heartRateFallsWithEffort: false, monitoringRequired: false };

describe('when to stop (clinical B15)', () => {
  it('goes on when nothing is met', () => {
    expect(safetyCheck(fine)).toEqual({ decision: 'GO_ON', reasons: [] });
    expect(safetyCheck({ ...fine, heartRateBpm: null })).toEqual({ decision: 'GO_ON', reasons: [] });
  });

  it('stops at once for what the patient feels', () => {
    const absolute: PatientFeels[] = ['chest-pain', 'dizziness-or-near-fainting', 'confusion-or-loss-of-coordination', 'pale-cold-clammy', 'severe-breathlessness', 'wants-to-stop'];
    for (const symptom of absolute) expect(safetyCheck({ ...fine, feels: [symptom] })).toEqual({ decision: 'STOP', reasons: [symptom] });
  });

  it.each<[Partial<Observed>, string, string]>([
    [{ heartRateBpm: 141.2 }, 'WEIGH', 'heart-rate-over-limit'],
    [{ systolicMmHg: 251 }, 'WEIGH', 'blood-pressure'],
    [{ diastolicMmHg: 116 }, 'WEIGH', 'blood-pressure'],
    [{ heartRateFallsWithEffort: true }, 'WEIGH', 'heart-rate-falls-with-effort'],
    [{ feels: ['wheezing'] }, 'WEIGH', 'wheezing'],
    [{ heartRateBpm: null, monitoringRequired: true }, 'STOP', 'not-monitored'],
  ])('%j: %s for %s', (observed, decision, reason) => {
    expect(safetyCheck({ ...fine, ...observed })).toEqual({ decision, reasons: [reason] });
  });

  it('does not stop at the limit itself', () => {
    expect(safetyCheck({ ...fine, heartRateBpm: 141.1, systolicMmHg: 250, diastolicMmHg: 115 }).decision).toBe('GO_ON');
  });

  it('says the gravest of several, and all of them', () => {
    expect(safetyCheck({ ...fine, feels: ['leg-cramps', 'chest-pain'] })).toEqual({ decision: 'STOP', reasons: ['chest-pain', 'leg-cramps'] });
  });

  it('has each criterion once', () => {
    expect(new Set(stopCriteria.map(({ id }) => id)).size).toBe(stopCriteria.length);
  });
});
