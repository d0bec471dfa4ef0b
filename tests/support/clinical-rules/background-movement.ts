import type { RuleRow } from './rule-row.js';

const domain = 'libs/domain/src';
const catalogue = `${domain}/prescription/catalogue`;
const library = (title: string): RuleRow['tests'] => [{ file: `${catalogue}/catalogue.spec.ts`, title }];
const shownBy = (name: string, title: string): RuleRow['tests'] => [{ file: `${domain}/${name}.spec.ts`, title }];
const exercises = (...names: string[]): string[] => names.map((name) => `${catalogue}/${name}.ts`);
const files = (...names: string[]): string[] => names.map((name) => `${domain}/${name}.ts`);

const everyRegion = 'has at least 25, of every pillar, for the back, the knee, the shoulder and the neck';
const belongs = '%s says where it belongs and when to ask first';
const neighbours = 'watches the neighbours that a complaint often comes from: shoulder to upper back, knee to hip, low back to hip';

/** Those of the 109 rules of the articles behind the project that are about movement and form. */
export const movementBackground: RuleRow[] = [
  { id: 'A-001', says: 'real therapy is personal: limits, goals, own repetitions', missing: 'goals', files: files('form/build-reference', 'prescription/resolve'), tests: shownBy('form/build-reference', 'judges the very repetitions it is made of as good') },
  { id: 'A-002', says: 'back, knees, neck, shoulders', missing: null, files: exercises('index'), tests: library(everyRegion) },
  { id: 'A-003', says: 'causes: mobility, strength, posture, pattern', missing: 'nothing measures a cause before and after', files: files('prescription/exercise'), tests: library(belongs) },
  { id: 'A-004', says: 'limping loads hips and back', missing: 'limping is told of walking alone', files: files('form/gait', 'form/symmetry'), tests: [...shownBy('form/gait', 'calls steps uneven when the sides differ and strides are regular'), ...library(neighbours)] },
  { id: 'A-005', says: 'avoiding overhead reach costs range', missing: 'that it is avoided', files: [...exercises('overhead-reach'), ...files('form/exercise-trends')], tests: [...shownBy('repetition/features', 'measures range and phases'), ...shownBy('form/exercise-trends', 'has the median range of each session, and its trend')] },
  { id: 'A-007', says: 'strength and coordination', missing: 'no sub-score is called so: range, tempo, path, compensation, smoothness, hold and steadiness are', files: files('form/domain-weights'), tests: library('weighs the domains of every kind of exercise to one') },
  { id: 'A-014', says: 'move safely, so that it does not flare up', missing: 'no relapse check after the programme', files: files('form/feedback', 'follow-up/flare-up'), tests: [...shownBy('form/feedback', 'is a fault that comes twice in three repetitions, not one that comes once'), ...shownBy('follow-up/follow-up', 'is medium, and over when it is resolved')] },
  { id: 'A-018', says: "runner's knee solved by the hip", missing: null, files: exercises('single-leg-squat', 'hip-abduction', 'clamshell'), tests: library(neighbours) },
  { id: 'A-019', says: 'neck pain of desk workers', missing: 'the head is not followed while sitting; no reminders of short sessions', files: [...exercises('posture-watch', 'neck-micro-session'), ...files('form/slouch')], tests: shownBy('session/bouts', 'tell that the patient slouches, after five minutes of it and no sooner') },
  { id: 'A-025', says: 'dizziness and balance', missing: null, files: [...exercises('gaze-stabilisation', 'single-leg-stance'), ...files('form/head-turns')], tests: [...shownBy('form/head-turns', 'are named when too slow, too fast, too small or too large'), ...shownBy('alert/rules/said', 'is medium on a vestibular plan up to 2 over its limit')] },
  { id: 'A-029', says: 'walk, stand, bend and sit are watched', missing: 'as exercises, not as one assessment with a result', files: exercises('walking', 'single-leg-stance', 'hip-hinge', 'sit-to-stand'), tests: library('%s can be done: a template of human speed wherever there are repetitions') },
  { id: 'A-031', says: 'same diagnosis, different routine: own repetitions, no norms', missing: null, files: files('form/build-reference', 'form/reference'), tests: shownBy('form/build-reference', 'takes the medians of what was approved') },
  { id: 'A-037', says: 'where the body compensates', missing: 'only where it is known how each sensor is strapped on', files: files('form/compensation', 'form/code'), tests: shownBy('form/score', 'says where, on which side, and how usual') },
  { id: 'A-039', says: 'guarding', missing: 'fear is not asked for; not told against a provisional reference', files: files('form/guarding', 'alert/rules/fm-09'), tests: [...shownBy('form/guarding', 'cannot be told of what was not measured, nor against what is not known'), ...shownBy('alert/rules/guarding', 'is a note once pain is said and two of three were guarded, whichever came first'), { file: 'tests/stories/guarding.spec.ts', title: 'is noted once when half the range at half the pace comes with pain of 4' }, { file: 'tests/e2e/patient-page.spec.ts', title: 'says what was noted and rang nobody, and what became of the rest, by day and by session' }] },
  { id: 'A-044', says: 'the shoulder involves the upper back, the knee hip and foot', missing: null, files: exercises('index'), tests: library(neighbours) },
  { id: 'A-049', says: 'exercise, stretching, restoration', missing: 'no balance of the three over a week', files: exercises('index'), tests: library(everyRegion) },
  { id: 'A-057', says: '2 to 3 sets of 8 to 15', missing: 'a prescription outside of it warns nobody', files: exercises('index'), tests: library('%s has a dose that makes sense') },
  { id: 'A-062', says: 'stretch without bouncing', missing: null, files: files('form/bounce', 'alert/rules/fm-05'), tests: shownBy('session/stretch', 'that is bounced is told so, and how far') },
  { id: 'A-063', says: 'hold each stretch 30 to 60 s', missing: 'no timer on a screen of the patient', files: files('form/hold', 'form/score'), tests: shownBy('form/score', 'judges a stretch by its hold and range, not by its tempo') },
  { id: 'A-067', says: 'stretch what pulls', missing: null, files: exercises('hamstring-stretch', 'hip-flexor-stretch', 'chest-stretch'), tests: library(neighbours) },
  {
    id: 'A-069', says: 'slouching, lifting with the back, one hip higher', missing: 'simulated sensors only', files: files('form/slouch', 'form/compensation-measures', 'form/gait'),
    tests: [...shownBy('session/bouts', 'tell that the patient slouches, after five minutes of it and no sooner'), ...shownBy('form/compensation-measures', 'see a back that bends more than the hips, up to 45 deg of trunk'), ...shownBy('form/gait', 'is seen when the window begins %d steps after the left foot')],
  },
  { id: 'A-070', says: 'walk backwards, stand on one foot, squat slowly', missing: null, files: exercises('backward-walking', 'single-leg-stance', 'slow-squat'), tests: [...shownBy('session/bouts', 'tell that the shank swung forwards though walking should go backwards'), ...shownBy('form/stance', 'end when the body has to save itself, and begin again once it is quiet')] },
  { id: 'A-072', says: 'straight leg raises', missing: 'no percentage of pain reduced', files: exercises('straight-leg-raise'), tests: library('%s names its faults, each once, with a limit that has a unit and a cue that says what to do') },
  { id: 'A-076', says: 'why: exercises done incorrectly', missing: null, files: files('form/score'), tests: shownBy('form/score', 'names what is wrong, with the patient\'s own usual') },
  { id: 'A-078', says: 'bird-dog; posture before and after', missing: 'no view of before and after', files: exercises('bird-dog'), tests: [{ file: 'tests/stories/compensations.spec.ts', title: 'is scored by how long and how steadily it is held' }] },
  { id: 'A-095', says: 'back pain: walking, swimming, core', missing: 'swimming; no plan template', files: exercises('walking', 'bird-dog', 'dead-bug'), tests: library(everyRegion) },
  { id: 'A-100', says: 'two sessions with a therapist to learn form', missing: 'nothing counts them: see A-077', files: files('form/build-reference'), tests: shownBy('form/build-reference', 'is provisional with fewer than five') },
  { id: 'A-102', says: 'the spine moves without stiffness or pain', missing: null, files: [...exercises('cat-camel'), ...files('form/exercise-trends')], tests: [...library('%s needs the sensors that carry its angle'), ...shownBy('form/exercise-trends', 'has the median range of each session, and its trend')] },
  { id: 'A-103', says: 'core: the trunk stays still while the limbs move', missing: 'only where it is known how each sensor is strapped on', files: exercises('bird-dog', 'dead-bug'), tests: [{ file: 'tests/stories/compensations.spec.ts', title: 'is scored where the sensors for its gravest fault are there, and tells of an arch' }] },
  { id: 'A-104', says: 'stiff hips make the back overwork', missing: 'no diary of sitting', files: [...files('form/compensation-measures'), ...exercises('hip-hinge')], tests: shownBy('form/compensation-measures', 'see a back that bends more than the hips, up to 45 deg of trunk') },
  { id: 'A-106', says: 'one needs mobility, another posture, another to lift', missing: 'no plan templates', files: exercises('cat-camel', 'posture-watch', 'hip-hinge'), tests: library(belongs) },
];
