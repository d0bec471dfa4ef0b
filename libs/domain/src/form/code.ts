/** The domains of a form score. */
export type FormDomain = 'range' | 'tempo' | 'path' | 'compensation' | 'smoothness' | 'hold' | 'steadiness' | 'regularity' | 'symmetry';

interface CodeMeaning {
  /** Order in which the patient is told: safety comes before all of these, see `feedback.ts`. */
  domain: FormDomain;
  /** What the patient is told where the exercise has no words of its own: what to do, not what was wrong. null: for the therapist only. */
  cue: string | null;
  /** The cue asks for more range, load or time under it: not told while it hurts. Absent: it makes the movement easier or safer. */
  asksForMore?: true;
  /** Where it shows; absent: in the segment that the exercise moves. */
  bodyPart?: 'trunk' | 'low-back' | 'pelvis' | 'knee' | 'shoulder' | 'upper-back';
}

/** Every code that form, set or course of an exercise can have; whoever shows them must have words for each. */
const meanings = {
  TRUNK_LEAN_SIDE: { domain: 'compensation', cue: 'Keep your chest tall and centred', bodyPart: 'trunk' },
  TRUNK_LEAN_FORWARD: { domain: 'compensation', cue: 'Lift your chest a little', bodyPart: 'trunk' },
  TRUNK_ROTATION: { domain: 'compensation', cue: 'Keep your chest facing forward', bodyPart: 'trunk' },
  LUMBAR_ARCH: { domain: 'compensation', cue: 'Draw your belly in gently and keep your back flat', bodyPart: 'low-back' },
  HIP_HIKE: { domain: 'compensation', cue: 'Let both hips stay level', bodyPart: 'pelvis' },
  PELVIC_DROP: { domain: 'compensation', cue: 'Lift the free hip until both are level', bodyPart: 'pelvis' },
  KNEE_VALGUS_PROXY: { domain: 'compensation', cue: 'Let your knee point over your second toe', bodyPart: 'knee' },
  KNEE_BENT: { domain: 'compensation', cue: 'Keep your knee straight all the way', bodyPart: 'knee' },
  SHOULDER_SHRUG: { domain: 'compensation', cue: 'Let your shoulders sink away from your ears', bodyPart: 'shoulder' },
  MOMENTUM: { domain: 'compensation', cue: 'Begin slowly and let the muscles do the work', asksForMore: true },
  BACK_DOMINANT_LIFT: { domain: 'compensation', cue: 'Bend from your hips and keep your back long', bodyPart: 'low-back' },
  SLOUCH: { domain: 'compensation', cue: 'Sit tall, as if a thread lifted the top of your head', bodyPart: 'upper-back' },
  EXCESS_RANGE: { domain: 'range', cue: 'Stop a little earlier' },
  INCOMPLETE_RANGE: { domain: 'range', cue: 'A little further, if it is comfortable', asksForMore: true },
  TOO_FAST: { domain: 'tempo', cue: 'Slow it down: count as you move' },
  TOO_SLOW: { domain: 'tempo', cue: null },
  JERKY: { domain: 'smoothness', cue: 'Move smoothly and steadily' },
  PATH_DEVIATION: { domain: 'path', cue: null },
  HELD_TOO_SHORT: { domain: 'hold', cue: 'Hold it a little longer', asksForMore: true },
  BOUNCING: { domain: 'steadiness', cue: 'Ease in and stay still' },
  UNSTEADY: { domain: 'steadiness', cue: 'Find a steady position' },
  STEP_OUT: { domain: 'steadiness', cue: 'Touch your support, then begin again' },
  // Who limps spares the leg that hurts.
  GAIT_ASYMMETRIC: { domain: 'symmetry', cue: 'Let both steps take the same time', asksForMore: true },
  GAIT_IRREGULAR: { domain: 'regularity', cue: 'Find one steady rhythm and keep it' },
  UNUSUAL_PATTERN: { domain: 'path', cue: null },
  DIRECTION_UNCONFIRMED: { domain: 'path', cue: null },
  BREATH_TOO_FAST: { domain: 'tempo', cue: 'Let each breath take its time' },
  BREATH_TOO_SLOW: { domain: 'tempo', cue: 'Breathe as it comes easily' },
  BREATH_HOLD_MISSING: { domain: 'hold', cue: 'Pause gently after you breathe in' },
  FATIGUE: { domain: 'tempo', cue: 'Good work. Take a rest' },
  ASYMMETRIC: { domain: 'range', cue: null },
} as const satisfies Record<string, CodeMeaning>;

export type FormCode = keyof typeof meanings;

export const formCodes = Object.keys(meanings) as FormCode[];

/** Of a code; every code has one. */
export function meaningOf(code: FormCode): CodeMeaning {
  return meanings[code];
}
