import type { RuleRow } from './rule-row.js';

const folder = 'libs/domain/src/intensity';
const shownBy = (name: string, ...titles: string[]): RuleRow['tests'] => titles.map((title) => ({ file: `${folder}/${name}.spec.ts`, title }));
const files = (...names: string[]): string[] => names.map((name) => `${folder}/${name}.ts`);

/** B1 to B15: heart rate and intensity. */
export const intensityRules: RuleRow[] = [
  {
    id: 'B1', says: 'maximum heart rate: measured, by medication, by age', missing: 'no exercise of the catalogue is done on a bicycle',
    files: files('heart-rate-max', 'heart-rate-max-formulas'),
    tests: [...shownBy('heart-rate-max', '%j -> %d bpm by %s', '%j has none: %s'), ...shownBy('heart-rate-max-formulas', 'at %d years'),
      ...shownBy('plan-intensity', 'watches what the therapist has set where nothing can be estimated, and nothing else'), { file: 'libs/web/src/intensity-words.spec.ts', title: 'puts a heart rate into no zone that is a guess, and over a limit that was set' }],
  },
  {
    id: 'B2', says: 'zones of the maximum or of the reserve, kept with the session', missing: null, files: files('zone', 'plan-intensity'),
    tests: [...shownBy('plan-intensity', 'by the reserve: 40 to 60 % between a baseline of 70 and 166 bpm', 'by the maximum, and says so, where one resting heart rate is all that is known'),
      { file: 'tests/medium/gateway/intensity.spec.ts', title: 'gives the reserve its baseline: the median of three resting heart rates of seven days' }],
  },
  { id: 'B3', says: 'resting heart rate and its baseline', missing: 'a day of illness is left out, one of much coffee is not: nobody is asked', files: files('resting-heart-rate', 'activity', 'seconds'), tests: [...shownBy('resting-heart-rate', 'is the lowest median of a minute: 66 of 72', 'is the median of at least three'), ...shownBy('summary', 'is none of a thigh that is still while the shank works'), { file: 'tests/medium/gateway/intensity.spec.ts', title: 'leaves a day out of the resting heart rates on which the patient was ill (clinical B3)' }] },
  {
    id: 'B4', says: "the strap's bytes, and whether it touches the skin", missing: null, files: ['libs/sensors/src/heart-rate-measurement.ts', ...files('contact', 'seconds')],
    tests: [{ file: 'libs/sensors/src/heart-rate-measurement.spec.ts', title: 'golden: $hex' },
      ...shownBy('contact', 'goes ok, suspect after 3 s of silence, lost after 10 s more, recovering, ok after 5 s', 'doubts when more than a fifth of the beats of 10 s were rejected'),
      ...shownBy('summary', 'takes back what a strap on a table had said before it was found out')],
  },
  { id: 'B5', says: 'intervals between beats, one by one and of a whole session', missing: null, files: files('clean-rr', 'correct-rr', 'rhythm', 'adjacent-beats'), tests: [...shownBy('adjacent-beats', 'are none with a hole between them'), ...shownBy('clean-rr', 'rejects %s'), ...shownBy('correct-rr', 'puts a missed beat in: one interval of twice the length becomes two')] },
  {
    id: 'B6', says: 'smoothing, artefacts, dwell and gaps', missing: null, files: [...files('heart-rate', 'artefact'), 'libs/domain/src/alert/dwell.ts'],
    tests: [...shownBy('heart-rate', 'follows a step after the median of 5 s, then with a time constant of 5 s'), ...shownBy('artefact', 'lets 95 % of injected faults not through, and loses 1 % of true rises at most (20 seeded hours)')],
  },
  { id: 'B7', says: 'time in zone and dose', missing: null, files: files('time-in-zone', 'weekly-dose'), tests: [...shownBy('weekly-dose', 'is not known, and not missed, where what was not measured may have met it'), ...shownBy('time-in-zone', '25 min of work, 18 in zone, 4 below, 1 above, 2 unmeasured: 78.26 % of what was measured, 19 min of dose', 'is within 1 s of the truth over 30 synthetic minutes through the strap (feature D2)')] },
  { id: 'B8', says: 'training impulse after Banister and Edwards', missing: null, files: files('trimp'), tests: shownBy('trimp', 'Edwards, 5, 10, 8, 2, 0 min in the bands: 57', 'is none where the maximum is a rough guess, the rest unknown, or a fifth not measured') },
  { id: 'B9', says: 'recovery in the minute after work', missing: 'the end of work is told by the device alone', files: files('heart-rate-recovery', 'session-intensity', 'rest-trends'), tests: shownBy('heart-rate-recovery', 'from %d to %d bpm', 'is gathered once after each work') },
  { id: 'B10', says: 'RMSSD at rest', missing: null, files: files('rmssd', 'own-range', 'rest-trends'), tests: [...shownBy('rest-trends', 'rises by a factor, and takes neither 0 nor what is not known for a value'), ...shownBy('rmssd', 'of the vector', 'needs 30 differences and 30 s'), ...shownBy('own-range', 'of 20, 40 and 80: 40, from 20 to 80, since each is twice the one before')] },
  { id: 'B11', says: 'respiration by chest and beats', missing: null, files: files('respiration-from-imu', 'respiration-from-rr', 'respiration', 'session-respiration'), tests: [...shownBy('respiration-from-imu', '0.1 m/s2 at 0.25 Hz is 15 breaths a minute'), ...shownBy('respiration-from-rr', 'finds paced breathing of 9 s: 6.68 a minute, without doubt')] },
  { id: 'B12', says: 'breathing 3-2-4', missing: 'no guide on a screen of the patient yet', files: files('breaths', 'breathing-adherence'), tests: [...shownBy('breathing-adherence', 'five of 5 s: none, too fast'), ...shownBy('breaths', 'finds %j with phases to half a second')] },
  { id: 'B13', says: 'effort as it was said, and its load', missing: null, files: [...files('effort', 'weeks'), 'apps/console/src/parts/rate-effort.tsx'], tests: [{ file: 'tests/medium/gateway/intensity.spec.ts', title: 'has a rating also where it came as a report, of the session while it runs and after it' }, ...shownBy('effort', 'RPE 4 for 30 min is 120', 'no rating is no load, not 0')] },
  { id: 'B14', says: 'intensity of several sources', missing: 'quick breath does not vote live', files: [...files('intensity-class'), 'apps/console/src/parts/effort-now.tsx'], tests: [...shownBy('intensity-class', 'is unknown without a vote, of what was never a rating, and of the future'), { file: 'libs/web/src/intensity-words.spec.ts', title: 'says that an effort was said, not measured (feature D4)' }] },
  {
    id: 'B15', says: 'the check before exercise, and when to stop', missing: null, files: [...files('pre-exercise-gate', 'stop-criteria'), 'libs/data/src/repositories/session-facts.ts'],
    tests: [...shownBy('pre-exercise-gate', '%j: %s', '%j is not over because nobody has asked again'), ...shownBy('stop-criteria', 'stops at once for what the patient feels'),
      { file: 'tests/medium/gateway/intensity.spec.ts', title: 'keeps a session from being opened while the newest answers say so, with the reason, and lets it start after better ones' },
      { file: 'tests/medium/gateway/follow-up.spec.ts', title: 'tells of the answers before exercise what they are a matter of, pauses the plan when it is grave, and is over with better ones' }],
  },
];
