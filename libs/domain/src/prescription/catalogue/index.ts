import type { Exercise } from '../exercise.js';
import { backwardWalking } from './backward-walking.js';
import { bandRow } from './band-row.js';
import { birdDog } from './bird-dog.js';
import { bridge } from './bridge.js';
import { calfRaise } from './calf-raise.js';
import { catCamel } from './cat-camel.js';
import { chairStand30S } from './chair-stand-30-s.js';
import { chestStretch } from './chest-stretch.js';
import { clamshell } from './clamshell.js';
import { deadBug } from './dead-bug.js';
import { feetTogetherStance } from './feet-together-stance.js';
import { feetTogetherStanceEyesClosed } from './feet-together-stance-eyes-closed.js';
import { gazeStabilisation } from './gaze-stabilisation.js';
import { hamstringStretch } from './hamstring-stretch.js';
import { heelSlide } from './heel-slide.js';
import { hipAbduction } from './hip-abduction.js';
import { hipFlexorStretch } from './hip-flexor-stretch.js';
import { hipHinge } from './hip-hinge.js';
import { lunge } from './lunge.js';
import { neckMicroSession } from './neck-micro-session.js';
import { overheadReach } from './overhead-reach.js';
import { pacedBreathing } from './paced-breathing.js';
import { postureWatch } from './posture-watch.js';
import { seatedKneeExtension } from './seated-knee-extension.js';
import { shoulderAbduction } from './shoulder-abduction.js';
import { shoulderExternalRotation } from './shoulder-external-rotation.js';
import { shoulderFlexion } from './shoulder-flexion.js';
import { singleLegSquat } from './single-leg-squat.js';
import { singleLegStance } from './single-leg-stance.js';
import { singleLegStanceEyesClosed } from './single-leg-stance-eyes-closed.js';
import { sitToStand } from './sit-to-stand.js';
import { slowSquat } from './slow-squat.js';
import { squat } from './squat.js';
import { stepUp } from './step-up.js';
import { straightLegRaise } from './straight-leg-raise.js';
import { taughtMovement } from './taught-movement.js';
import { walking } from './walking.js';

/** Every exercise there is: one file each, one line here. */
export const exercises: Exercise[] = [
  squat,
  slowSquat,
  singleLegSquat,
  lunge,
  stepUp,
  sitToStand,
  chairStand30S,
  straightLegRaise,
  birdDog,
  deadBug,
  bridge,
  heelSlide,
  seatedKneeExtension,
  hipAbduction,
  clamshell,
  calfRaise,
  hamstringStretch,
  hipFlexorStretch,
  chestStretch,
  shoulderAbduction,
  shoulderFlexion,
  shoulderExternalRotation,
  bandRow,
  overheadReach,
  neckMicroSession,
  catCamel,
  hipHinge,
  feetTogetherStance,
  feetTogetherStanceEyesClosed,
  singleLegStance,
  singleLegStanceEyesClosed,
  walking,
  backwardWalking,
  pacedBreathing,
  gazeStabilisation,
  postureWatch,
  taughtMovement,
];

export function exerciseById(id: string): Exercise | null {
  return exercises.find((exercise) => exercise.id === id) ?? null;
}
