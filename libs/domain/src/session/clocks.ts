import type { RuleEvent } from '../alert/rule.js';
import { cannotJudge } from '../form/score.js';
import { carriersOf } from '../motion/candidate.js';
import { apartMs, startDrift, stepDrift, type ClockDrift } from '../motion/clock-drift.js';
import type { Prescription } from '../prescription/prescription.js';
import type { UnnumberedRepetition } from '../repetition/repetition.js';
import type { ImuBlock } from './block.js';

/** The clocks of the two sensors that make a joint's angle, where they are of two devices. Plain JSON. */
export interface ClocksState {
  /** Of each stream that one of the two has come in. */
  streams: { stream: number; drift: ClockDrift }[];
  /** The stream that each came in last, in the order of the sensors; null: none yet. */
  cameIn: (number | null)[];
}

/** The error budget of two sensors, 2 deg at 100 deg/s (clinical C1). */
export const syncPoorMs = 20;
/** By so much an angle of a moving joint is of no use (clinical C1 [P]). */
export const notInSyncMs = 100;

export function startClocks(prescription: Prescription): ClocksState {
  return { streams: [], cameIn: jointSensors(prescription).map(() => null) };
}

/** Folds one packet of samples. Writes into `state` and `events`; sensors of one device have one clock, and nothing is told. */
export function stepClocks(state: ClocksState, block: ImuBlock, { prescription, events }: { prescription: Prescription; events: RuleEvent[] }): void {
  // What is sent at another speed than it was measured tells nothing of clocks.
  if (state.cameIn.length === 0 || prescription.isReplayed === true) return;
  const at = jointSensors(prescription).indexOf(block.sensor);
  if (at < 0) return;
  state.cameIn[at] = block.stream;
  let own = state.streams.find(({ stream }) => stream === block.stream);
  if (own === undefined) {
    own = { stream: block.stream, drift: startDrift() };
    state.streams.push(own);
  }
  stepDrift(own.drift, block);
  const apart = at === 0 ? jointApartMs(state) : null;
  if (apart !== null) events.push({ kind: 'clocks-apart', tMs: block.endMs, apartMs: apart, cause: { stream: block.stream, sequence: block.sequence } });
}

/** No repetition is judged by the angle of a joint whose two sensors speak of different moments. */
export function tellClocks(state: ClocksState, found: UnnumberedRepetition): UnnumberedRepetition {
  return (jointApartMs(state) ?? 0) > notInSyncMs ? { ...found, score: cannotJudge('clocks-apart') } : found;
}

/** null: one device, or not known yet. */
function jointApartMs({ streams, cameIn: [proximal, distal] }: ClocksState): number | null {
  if (proximal === distal) return null;
  const [a, b] = [proximal, distal].map((stream) => streams.find((each) => each.stream === stream));
  return a === undefined || b === undefined ? null : apartMs(a.drift, b.drift);
}

/** Proximal and distal; none: the angle is not of two sensors. */
function jointSensors({ exercise, reference, sensors }: Prescription): readonly number[] {
  const carriers = reference?.sensors ?? carriersOf(exercise.primary, sensors);
  return carriers.length === 2 ? carriers : nothing;
}

const nothing: readonly number[] = [];
