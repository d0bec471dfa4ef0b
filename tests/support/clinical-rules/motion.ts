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
    id: 'C4', says: 'alignment of a sensor to its segment; ALIGN_SHIFT', missing: 'shank and foot show no axis in the guided movements: of them only which way is up is known',
    files: [`${motion}/hinge-axis.ts`, `${motion}/segment-alignment.ts`, `${motion}/guided-calibration.ts`, `${motion}/worn-check.ts`],
    tests: [
      { file: `${motion}/hinge-axis.spec.ts`, title: 'is found within 2 deg, positive on the way out (%d)' },
      { file: story, title: 'of simulated patient %d lets a session measure how the trunk leans, as axes by hand do, however the sensor is strapped on' },
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
