import { buildReference, type Exercise, type ImuBlock, type Prescription, type Reference, type SensorBinding } from '#libs/domain';
import { bindingOf } from '../recordings/binding.js';
import { RecordingError, type Signal } from '../recordings/recording.js';
import { blocksOf } from './stream-session.js';
import { templateRepetitions, type TypedSpan } from './template-repetitions.js';

export interface Approval {
  /** Named where the reference cannot be made. */
  id: string;
  exercise: Exercise;
  signals: readonly Signal[];
  marked: readonly TypedSpan[];
  /** What a goniometer read of the marked repetitions, deg. */
  goniometerDeg?: number | null;
}

export function bindingsOf(signals: readonly Signal[]): SensorBinding[] {
  const sensors = [...new Map(signals.map((signal) => [signal.sensor, signal])).values()];
  return sensors.flatMap((signal) => (signal.kind === 'imu' ? [bindingOf(signal)] : []));
}

export function prescriptionFor(exercise: Exercise, signals: readonly Signal[], reference: Reference | null): Prescription {
  return { exercise, side: 'both', reference, alternatives: [], sensors: bindingsOf(signals), intensity: null, conditions: [], monitoringRequired: false };
}

/** The reference that a therapist's approval of the marked repetitions makes. Throws a `RecordingError` with the reason where it makes none. */
export function approve(approval: Approval): Reference {
  const built = tryApprove(approval);
  if (!built.ok) throw new RecordingError(`${approval.id}: no reference: ${built.detail} (${built.reason})`);
  return built.value;
}

export function approvedOrNone(approval: Approval): Reference | null {
  const built = tryApprove(approval);
  return built.ok ? built.value : null;
}

/** The same of a template session: with the repetitions beside the marked ones. */
export function approveTemplates(approval: Approval): Reference {
  return approve({ ...approval, marked: besideMarked(approval) });
}

/** Of a template session: the marked repetitions and those beside them. Throws a `RecordingError` where the marked ones make no reference. */
export function besideMarked(approval: Approval): TypedSpan[] {
  const { exercise, signals, marked } = approval;
  const first = approve({ ...approval, marked: marked.filter(({ type }) => type === 'correct') });
  return templateRepetitions(marked, blocksOf(signals), prescriptionFor(exercise, signals, first));
}

/** The same, with the reason in words where it makes none. */
export function tryApprove({ exercise, signals, marked, goniometerDeg }: Approval): ReturnType<typeof buildReference> {
  const blocks = blocksOf(signals).filter((block): block is ImuBlock => block.kind === 'imu');
  return buildReference({ blocks, approved: [...marked], exercise, sensors: bindingsOf(signals), goniometerDeg });
}
