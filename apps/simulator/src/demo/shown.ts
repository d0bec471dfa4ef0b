import { exerciseById } from '#libs/domain';
import { besideMarked } from '../bench/approve.js';
import { RecordingError, type Calibration, type Recording } from '../recordings/recording.js';

/** How much of a recording's own calibration is shown to Tendon before it is streamed. */
export const shownKinds = ['all', 'one', 'none'] as const;
export type ShownKind = (typeof shownKinds)[number];

/**
 * The recording with as much of its calibration as a therapist would approve: `all` that it shows, its faults too; the first correct repetition
 * alone (`one`); or `none`. Throws a `RecordingError` where the calibration cannot be read as it is marked.
 */
export function withShown(recording: Recording, kind: ShownKind): Recording {
  const { calibration } = recording;
  if (calibration === null || kind === 'none') return { ...recording, calibration: null };
  if (kind === 'one') return { ...recording, calibration: { ...calibration, approved: calibration.approved.slice(0, 1), faults: [] } };
  return { ...recording, calibration: calibration.marksOneOfThree === true ? withThoseBeside(recording, calibration) : calibration };
}

/** As the bench has it with `own3`, so that what is measured is what is seen. */
function withThoseBeside({ id, exerciseId }: Recording, { signals, approved, faults }: Calibration): Calibration {
  const exercise = exerciseById(exerciseId);
  if (exercise === null) throw new RecordingError(`${id}: no exercise "${exerciseId}"`);
  const spans = besideMarked({ id, exercise, signals, marked: [...approved.map((span) => ({ ...span, type: 'correct' })), ...faults] });
  const isCorrect = ({ type }: { type: string }): boolean => type === 'correct';
  return { signals, approved: spans.filter(isCorrect).map(({ startMs, endMs }) => ({ startMs, endMs })), faults: spans.filter((span) => !isCorrect(span)) };
}
