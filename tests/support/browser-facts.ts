import type { AlertView, InboxEntry, RepetitionView, SessionSummary } from '#libs/contracts';

/** Facts as the gateway tells them, for specs of the console's state. */
export function aSession(id: string, changed: Partial<SessionSummary> = {}): SessionSummary {
  return {
    id, patientId: `patient of ${id}`, patientName: `Patient ${id}`, prescriptionId: 'p', exerciseId: 'squat', exerciseName: 'Squat', purpose: 'exercise', source: 'simulated', sourceLabel: 'no person',
    state: 'running', startedAt: '2026-01-01T10:00:00.000Z', endedAt: null, monitoringRequired: false, intensity: null, referenceRangeOfMotionDeg: null, referenceRepetitions: null, referenceStanding: null, repetitionCount: 0, packetsStored: 0, worn: null, countsCorrectedAt: null, ...changed,
  };
}

export function aRepetition(sessionId: string, number: number, changed: Partial<RepetitionView> = {}): RepetitionView {
  return {
    sessionId, number, revision: 1, state: 'provisional', startMs: 0, turnMs: 1, backMs: 2, endMs: 3, exerciseId: 'squat', features: {}, rangeUncertaintyDeg: null, execution: null, verdict: 'scored', score: 90, band: 'good', domains: [], codes: [],
    reason: null, standing: null, scorer: { id: 'spec', version: '1' }, completedBy: null, ...changed,
  };
}

export function anAlert(id: string, changed: Partial<AlertView> = {}): AlertView {
  return {
    id, sessionId: 's', patientId: 'p', patientName: 'Patient', ruleId: 'HR-02', ruleName: null, kind: 'clinical', subject: 'heart-rate', priority: 'medium', state: 'open', retrospective: false,
    raisedAt: '2026-01-01T10:00:00.000Z', raisedMs: 0, lastMs: 0, clearedMs: null, count: 1, worstValue: null, limit: null, unit: 'bpm', sounding: false, escalationStep: 0, snoozedUntil: null, acknowledgement: null, rings: false, assignment: null, comments: [], contactTold: [], instruction: null, verdict: null, causedBy: null, ...changed,
  };
}

export function anEntry(sequence: number, alert: AlertView, change: InboxEntry['change'] = 'raised'): InboxEntry {
  return { sequence, change, at: '2026-01-01T10:00:00.000Z', alert };
}

export const acknowledgement = { practitionerId: 't', practitionerName: 'Therapist', at: '2026-01-01T10:05:00.000Z', note: '', outcome: null };
