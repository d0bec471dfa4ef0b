import type { RuleRow } from './rule-row.js';

const folder = 'libs/domain/src/alert/rules';

/** One alert rule in the file of its name, and the test in a spec of the same folder that shows it at its edge. */
function row(id: string, says: string, spec: string, title: string): RuleRow {
  return { id, says, missing: null, files: [`${folder}/${id.toLowerCase()}.ts`], tests: [{ file: `${folder}/${spec}.spec.ts`, title }] };
}

const medium = 'tests/medium/gateway/follow-up.spec.ts';

/** One rule over a patient's history, which is kept in the store and asked for by the therapist. */
function overHistory(id: string, says: string, title: string, more: RuleRow['tests'] = []): RuleRow {
  return { id, says, missing: 'the therapist asks; the patient\'s page does not ask yet', files: [`libs/domain/src/follow-up/rules/${id.toLowerCase()}.ts`], tests: [{ file: 'libs/domain/src/follow-up/follow-up.spec.ts', title }, ...more] };
}

/** E2: the alert rules. Each new one adds its row. */
export const alertRuleRows: RuleRow[] = [
  row('HR-01', 'above the training zone', 'heart-rate-limit', 'is raised at 60 s, not at 59 s'),
  row('HR-02', 'over the ceiling', 'heart-rate-limit', 'is raised at 30 s, not at 29 s'),
  row('HR-03', 'over the hard limit', 'heart-rate-limit', 'is raised at 10 s, not at 9 s, and high'),
  row('HR-04', 'too fast at rest, before work', 'heart', 'a median of %d bpm'),
  row('HR-05', 'the heart rate falls little after work', 'heart', 'is a note, and low in the third session in a row'),
  row('HR-06', 'the heart rate falls while effort does not', 'heart', 'is raised after 5 s, not after 4 s'),
  row('HR-07', 'a very slow heart', 'heart', 'is raised at 20 s, not at 19 s, below 40 and not at 40'),
  row('HR-08', 'an irregular signal', 'heart', 'is raised by the second bad minute, of 10 % or more'),
  row('HR-09', 'below the zone in aerobic work', 'heart', 'is a note after 300 s, not after 299 s, in aerobic work alone'),
  row('HR-10', 'too hard, as the patient says', 'heart', 'clears with the next lower one'),
  { ...overHistory('HR-11', "the week's load is well above the month before", 'is a note when the week is over, above 1.3 times the mean of the four before'), missing: 'of sessions that somebody rated' },
  row('SY-01', 'chest pain, fainting, breathlessness, SOS', 'said', '%s is high at once'),
  row('SY-02', 'dizziness', 'said', 'is medium on a vestibular plan up to 2 over its limit'),
  row('SY-03', 'severe or sharp pain', 'said', 'is severe from 8, or sharp'),
  row('SY-04', 'red flags of the spine', 'said', 'is latched: nothing clears it but a person, not even the end of the session'),
  row('PN-01', 'pain during exercise, amber', 'said', 'is amber, red, and clears with the next below'),
  row('PN-02', 'pain during exercise, red', 'said', 'knows the pain of before'),
  { id: 'PE-01', says: 'the answers before exercise keep it from beginning', missing: null, files: ['libs/domain/src/follow-up/rules/before-exercise.ts'], tests: [{ file: 'libs/domain/src/follow-up/follow-up.spec.ts', title: 'is over with better answers' }, { file: medium, title: 'tells of the answers before exercise what they are a matter of, pauses the plan when it is grave, and is over with better ones' }] },
  overHistory('PN-03', 'pain two hours after', 'is low at the first, medium when two of the last three sessions exceeded it', [{ file: medium, title: 'is told once when pain is 2 higher two hours after the session, as an alert of the patient and of no session' }]),
  overHistory('PN-04', 'pain the next morning', 'is 2 or more above the pain before'),
  overHistory('PN-05', 'a flare-up', 'is medium, and over when it is resolved', [{ file: medium, title: 'tells a flare-up from the diary, in which a day may be corrected' }]),
  overHistory('PN-06', 'a question was not answered', 'is a note 30 min after the answer was due, and not before', [{ file: medium, title: 'notes the answer that was not given, though every job was lost: the store knows when to look' }]),
  row('FM-01', 'poor form in three of five', 'fm-01', 'becomes medium when it goes on for five more'),
  row('FM-02', 'a fault that matters for safety', 'movement', 'is raised by 2 of the last 3, cleared by 2 clean in a row'),
  row('FM-03', 'uncontrolled', 'movement', 'is more than twice the reference, cleared by 2 that are not'),
  row('FM-04', 'beyond the angle that the plan forbids', 'movement', 'is raised by more than 5 degrees over it, cleared by the next that stays below it'),
  row('FM-05', 'bouncing in a stretch', 'movement', 'is told when two words to the patient did not help, and clears after 10 s of stillness'),
  row('FM-06', 'the sides differ', 'movement', 'is a note, until they do not'),
  row('FM-07', 'tiring, and getting worse', 'movement', 'needs both, and a new set ends it'),
  row('FM-08', 'the count of a set is uncertain', 'movement', 'is a note, until a set ends in which they agree'),
  row('FM-09', 'guarding: slow and short, with pain', 'guarding', 'is a note once pain is said and two of three were guarded, whichever came first'),
  row('FL-01', 'perhaps a fall', 'said', 'is medium at once, and high 15 s later, not before'),
  row('BL-01', 'saved themself three times in a minute', 'movement', 'is raised by the third within 60 s, cleared after 60 s without'),
  row('BL-02', 'closed eyes sway far more than open ones', 'movement', 'is a note beyond twice as much, and over when a trial brings it back'),
  row('TC-01', 'no heart rate', 'tc-01', 'is raised at 30 s, not at 29 s'),
  { ...row('TC-02', 'no movement data', 'tc-02', 'a hole of %d ms'), tests: [{ file: `${folder}/tc-02.spec.ts`, title: 'a hole of %d ms' }, { file: 'tests/stories/degraded-exercises.spec.ts', title: 'is told as one that is silent: form is not watched (TC-02)' }] },
  row('TC-03', 'a battery is nearly empty', 'equipment', 'tells each sensor once, and does not flap around its limit'),
  row('TC-04', 'a clock runs away', 'equipment', 'is not what a slow server makes of it'),
  row('TC-05', 'what is shown is old', 'tc-05', 'is raised when packets have waited for more than 5 s for 10 s'),
  row('TC-06', 'nothing comes any more', 'equipment', 'is low at 5 s, not before, and medium at 30 s'),
  row('TC-07', 'nobody watches a session that is to be watched', 'equipment', 'is high at 20 s, not before, and only there'),
  row('TC-08', 'a sensor does not sit as it was calibrated', 'equipment', 'tells each sensor once, and takes it back when it sits as it did'),
  row('TC-09', "the two sensors of a joint are of two devices whose clocks are apart (SYNC_POOR)", 'equipment', 'is low beyond 20 ms, medium beyond 100, each once'),
  row('TC-10', 'no heart rate: the patient is asked to check the strap', 'tc-10', 'asks at 10 s, not at 9 s, and tells the therapist at 30 s as ever'),
  {
    id: 'OWN', says: "rules of a therapist's own, as data", missing: null, files: ['libs/domain/src/alert/own/own-rule.ts', 'libs/domain/src/alert/own/own-alert-rule.ts'],
    tests: [
      { file: 'libs/domain/src/alert/own/own-alert-rule.spec.ts', title: 'knows no more than what is measured: what is not known neither raises nor clears' },
      { file: 'libs/domain/src/alert/own/own-alert-rule.spec.ts', title: 'the built-in ones find what they find without them' },
    ],
  },
  {
    id: 'WHAT-IF', says: 'a change of rules over the last 30 days, before it is on', missing: null, files: ['libs/domain/src/session/what-if.ts', 'apps/worker/src/run-what-if.processor.ts'],
    tests: [
      { file: 'libs/domain/src/session/what-if.spec.ts', title: 'gains what a rule of their own would have told, and when' },
      { file: 'tests/medium/gateway/own-rules.spec.ts', title: 'is on only once somebody has seen what it would have told, and says in which version it is' },
    ],
  },
  {
    id: 'E1', says: 'what each severity looks and sounds like, and how soon it is to be answered', missing: null,
    files: ['libs/domain/src/alert/instruction.ts', 'libs/domain/src/alert/instruction-turn.ts', 'apps/ingest/src/instructions.ts', 'apps/ingest/src/shown-instructions.ts', 'apps/console/src/parts/exercise-now.tsx', 'libs/web/src/sound/burst.ts', 'libs/web/src/sound/ringing.ts', 'apps/console/src/parts/alert-card.tsx', 'apps/console/src/pages/alert-budget-page.tsx'],
    tests: [
      { file: 'libs/web/src/sound/ringing.spec.ts', title: 'high again and again until it is answered' },
      { file: 'libs/web/src/sound/ringing.spec.ts', title: 'a dead line with a sound of its own, until it lives' },
      { file: 'tests/e2e/console.spec.ts', title: 'lets it be heard: ten rising pulses, again and again, and something else when a plug is out' },
      { file: 'libs/domain/src/alert/instruction.spec.ts', title: 'one thing, the gravest, in whatever order they came' },
      { file: 'tests/medium/ingest/device-life.spec.ts', title: 'tells its patient to stop while something grave is open, again and again, and that it is over; no hint is needed' },
      { file: 'tests/e2e/record.spec.ts', title: 'says STOP over everything while they exercise, whichever page is open, aloud too, and their therapist knows that they see it' },
      { file: 'tests/medium/ingest/device-life.spec.ts', title: 'says when the patient can see it, and the therapist knows; nothing counts of another device, that is over, or that is no instruction' },
      { file: 'tests/medium/cluster/open-alerts.spec.ts', title: 'tell of twenty patients over the ceiling, each once, therapist and patient within a second of the rule being met (features D3)' },
    ],
  },
  {
    id: 'E3', says: 'acknowledgement, snooze in every channel, backup, clinic contact', missing: null,
    files: ['libs/domain/src/alert/attention.ts', 'libs/domain/src/alert/silence.ts', 'apps/worker/src/send-notification.processor.ts'],
    tests: [
      { file: 'libs/domain/src/alert/attention.spec.ts', title: 'holds a snooze for its time, whatever comes meanwhile (Nightscout #8231)' },
      { file: 'tests/medium/data/escalation.spec.ts', title: 'breaks its snooze in every channel when it becomes high, and is snoozed no more' },
      { file: 'tests/medium/data/alert.repository.spec.ts', title: 'ring at a backup only when nobody else answers, unless there is nobody else' },
      { file: 'tests/medium/gateway/clinic-contact.spec.ts', title: 'is told by TLS of an alert that nobody answers: not who, not what' },
    ],
  },
  {
    id: 'E4', says: 'how many alerts there are, and of what use', missing: null, files: ['libs/domain/src/alert/budget.ts', 'apps/console/src/pages/alert-budget-page.tsx'],
    tests: [
      { file: 'libs/domain/src/alert/budget.spec.ts', title: 'goes by the budget that the therapist has set' },
      { file: 'libs/domain/src/alert/budget.spec.ts', title: 'proposes nothing for what may not be tuned: the hard limit, what a patient says, a fall' },
    ],
  },
];
