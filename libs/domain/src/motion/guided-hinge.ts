import { calibrateJoint } from '../form/joint-calibration.js';
import type { SensorBinding } from '../prescription/prescription.js';
import type { ImuBlock } from '../session/block.js';
import type { SensorVerdict } from './guided-calibration.js';
import type { GuidedMovement } from './guided-movement.js';
import type { Vector } from './quaternion.js';

/** One movement as all sensors saw it, the still pose before it. */
export interface GuidedRecording {
  movement: GuidedMovement;
  blocks: ImuBlock[];
}

/** The only hinge that a guided movement shows (clinical C4): a knee that is lifted bends, an arm is lifted straight, a trunk has none. */
const knee = { kind: 'joint', proximal: 'thigh', distal: 'shank' } as const;

/** The verdicts, with the hinge of each knee that has a sensor on either side and showed it. One that did not is no reason to fail: each exercise's reference shows its own. Of an attempt that failed nothing is kept. */
export function withHinges(verdicts: SensorVerdict[], recordings: readonly GuidedRecording[]): SensorVerdict[] {
  if (!verdicts.every(({ pass }) => pass)) return verdicts;
  const hinges = recordings.filter(({ movement }) => movement.name === 'knee-lift').flatMap((each) => hingeIn(each, verdicts));
  return verdicts.map((verdict) => {
    const own = hinges.find(({ sensor }) => sensor === verdict.sensor);
    return verdict.pass && own !== undefined ? { ...verdict, learned: { ...verdict.learned, hinge: own.hinge } } : verdict;
  });
}

function hingeIn({ movement, blocks }: GuidedRecording, verdicts: readonly SensorVerdict[]): { sensor: number; hinge: Vector }[] {
  const at = (segment: 'thigh' | 'shank') => verdicts.find(({ placement }) => placement.side === movement.side && placement.segment === segment);
  const [thigh, shank] = [at('thigh'), at('shank')];
  if (thigh === undefined || shank === undefined) return [];
  const sensors = [thigh, shank].map(({ sensor, placement }): SensorBinding => ({ sensor, kind: 'imu', placement }));
  const found = calibrateJoint({ recordings: [blocks], exercise: { primary: knee }, sensors });
  return found.ok ? [{ sensor: thigh.sensor, hinge: found.value.proximalAxis }, { sensor: shank.sensor, hinge: found.value.distalAxis }] : [];
}
