import type { RuleRow } from './rule-row.js';

const motion = 'libs/domain/src/motion';
const story = 'tests/stories/guided-calibration.spec.ts';

/** C1 to C7 and what is asked of it: how a sensor is worn, and that it sits as it did. */
export const motionRules: RuleRow[] = [
  {
    id: 'A-077', says: 'a session or two with a therapist to learn form', missing: 'nothing keeps a session without a reference or a calibration from beginning: it is counted, not judged',
    files: ['apps/console/src/parts/calibration.tsx', `${motion}/guided-progress.ts`],
    tests: [{ file: 'tests/medium/gateway/guided-calibration.spec.ts', title: 'makes the next session one, tells the console each step and the verdict, and gives later sessions what it learned' }],
  },
  {
    id: 'C2', says: 'still pose: bias of the gyroscope, which way is up', missing: null, files: [`${motion}/static-calibration.ts`, `${motion}/guided-progress.ts`],
    tests: [{ file: `${motion}/static-calibration.spec.ts`, title: 'finds the bias within 0.02 deg/s in 4 s' }, { file: story, title: 'asks to stand still, to move, for another sensor, and for one that sends; and begins again' }],
  },
  {
    id: 'C1', says: 'all sensors on one grid in time; holes', missing: 'between two devices a way that always takes longer than the other is not seen; an angle has no number of quality that SYNC_POOR could halve: it is told (TC-09)', files: [`${motion}/sensor-track.ts`, `${motion}/frame-queue.ts`, `${motion}/clock-drift.ts`, 'libs/domain/src/session/clocks.ts'],
    tests: [{ file: `${motion}/sensor-track.spec.ts`, title: 'over a hole of %d ms: %d told, frames in it valid %s, restarted %s' }, { file: `${motion}/sensor-track.spec.ts`, title: 'keeps a shake at 40 Hz from looking like one at 10 on a grid of 50, and lets one at 5 Hz pass' }, { file: `${motion}/clock-drift.spec.ts`, title: 'is what one is behind, within 3 ms, whatever the radio does' }, { file: 'libs/domain/src/session/clocks.spec.ts', title: '%d ms apart: %s, and TC-09 %j' }],
  },
  {
    id: 'C3', says: 'orientation without a magnetometer: VQF', missing: 'a sensor without a gyroscope is told and not judged', files: [`${motion}/vqf.ts`, `${motion}/gyroscope-bias.ts`],
    tests: [
      { file: `${motion}/vqf.spec.ts`, title: 'finds the inclination of a still sensor within 3 s (clinical C3)' }, { file: `${motion}/vqf.spec.ts`, title: 'finds a constant bias of a still sensor within a minute (clinical C3)' },
      { file: 'tests/stories/vqf-reference.spec.ts', title: 'says the same of each of 5949 samples: orientation, bias and rest' },
    ],
  },
  {
    id: 'C5', says: 'angle of a joint from two sensors', missing: 'a knee in a deep squat is 11 deg off', files: [`${motion}/primary-angle.ts`, `${motion}/heading-difference.ts`],
    tests: [{ file: `${motion}/primary-angle.spec.ts`, title: 'of a joint: vectors.json jointAngleHinge, 60 deg without and with 8 deg off the axis' }, { file: `${motion}/heading-difference.spec.ts`, title: 'follows a drift of 0.5 deg/s with the lag of its window, 7 s' }, { file: 'tests/stories/measured-figures.spec.ts', title: 'is within 1 deg of the truth (root mean square; C4 asks for 5), with sensors that are biased' }],
  },
  {
    id: 'C6', says: 'inclination of one sensor', missing: null, files: [`${motion}/segment-alignment.ts`, `${motion}/posture.ts`],
    tests: [{ file: `${motion}/segment-alignment.spec.ts`, title: 'tilts by the angle between two ups: 30.0000269 deg from the vertical for [0, 4.905, 8.4957] (vectors.json, C6)' }],
  },
  {
    id: 'C7', says: 'acceleration without gravity', missing: 'of the two horizontal directions, and the upright one of walking, alone', files: ['libs/domain/src/form/stance.ts', 'libs/domain/src/session/bouts.ts'],
    tests: [{ file: 'libs/domain/src/form/stance.spec.ts', title: 'end when the body has to save itself, and begin again once it is quiet' }],
  },
  {
    id: 'C4', says: 'alignment of a sensor to its segment; ALIGN_SHIFT', missing: 'the guided movements show no axis of a foot, nor of a shank without a sensor on the thigh: of them only which way is up is known',
    files: [`${motion}/hinge-axis.ts`, `${motion}/segment-alignment.ts`, `${motion}/guided-hinge.ts`, `${motion}/guided-calibration.ts`, `${motion}/worn-check.ts`],
    tests: [
      { file: `${motion}/hinge-axis.spec.ts`, title: 'is found within 2 deg, positive on the way out (%d)' },
      { file: story, title: 'of simulated patient %d lets a session measure how the trunk leans, as axes by hand do, however the sensor is strapped on' },
      { file: story, title: 'is measured by its hinge, whichever way the shank swung (%d deg), from the first repetition and without a reference' },
      { file: `${motion}/worn-check.spec.ts`, title: 'a thigh sensor that is tilted by %d degrees is %s' },
    ],
  },
  {
    id: 'A5', says: 'guided calibration fails on a sensor that is turned by 45 or 90 degrees', missing: 'simulated sensors only: nobody has worn one', files: [`${motion}/guided-calibration.ts`, `${motion}/guided-movement.ts`],
    tests: [{ file: story, title: 'fails one that is turned by %d deg, about whichever axis, in at least 95 %, and says so' }, { file: story, title: 'passes a sensor that is put on as it was, in at least 95 %' }],
  },
  {
    id: 'A6', says: 'left and right swapped, or the wrong part of the body, is seen before set 1', missing: 'simulated sensors only; without a guided calibration two sensors that sit alike cannot be told apart', files: [`${motion}/guided-calibration.ts`, `${motion}/worn-check.ts`],
    tests: [{ file: story, title: 'sees %s in at least 90 %% of synthetic cases' }, { file: `${motion}/worn-check.spec.ts`, title: 'sees two sensors exchanged that sit otherwise, and cannot see it of two that sit alike' }],
  },
];
