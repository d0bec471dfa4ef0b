import type { AlertView, ExerciseView, FeedbackCode, HeartRateTick, RepetitionView, Standing } from '#libs/contracts';
import type { CannotJudgeReason, FormCode } from '#libs/domain';

/** Codes of form (clinical D5), as one would say them to the patient's therapist. */
const formWords: Record<FormCode, string> = {
  TRUNK_LEAN_SIDE: 'leaning to the side',
  TRUNK_LEAN_FORWARD: 'leaning forward',
  TRUNK_ROTATION: 'turning the trunk',
  LUMBAR_ARCH: 'arching the low back',
  HIP_HIKE: 'hiking the hip',
  PELVIC_DROP: 'dropping the pelvis',
  KNEE_VALGUS_PROXY: 'knee perhaps caving in',
  KNEE_BENT: 'bending the knee',
  SHOULDER_SHRUG: 'shrugging the shoulder',
  MOMENTUM: 'swinging',
  BACK_DOMINANT_LIFT: 'bending from the back',
  SLOUCH: 'slouching',
  EXCESS_RANGE: 'too far',
  INCOMPLETE_RANGE: 'too shallow',
  TOO_FAST: 'too fast',
  TOO_SLOW: 'too slow',
  JERKY: 'jerky',
  PATH_DEVIATION: 'off the usual path',
  HELD_TOO_SHORT: 'held too short',
  BOUNCING: 'bouncing',
  UNSTEADY: 'unsteady',
  STEP_OUT: 'stepping out',
  GAIT_ASYMMETRIC: 'uneven steps',
  GAIT_IRREGULAR: 'uneven rhythm',
  UNUSUAL_PATTERN: 'unusual as a whole',
  DIRECTION_UNCONFIRMED: 'direction not confirmed',
  BREATH_TOO_FAST: 'breathing too fast',
  BREATH_TOO_SLOW: 'breathing too slowly',
  BREATH_HOLD_MISSING: 'no pause after breathing in',
  FATIGUE: 'tiring',
  ASYMMETRIC: 'sides differ',
};

const reasonWords: Record<CannotJudgeReason, string> = {
  'no-reference': 'no reference yet',
  'other-exercise': 'not the prescribed exercise',
  'signal-gap': 'gap in the signal, or a signal that cannot be right',
  'too-few-features': 'too little measured',
  'no-form-score': 'this exercise has no form score',
  'safety-not-measured': 'a fault that matters for safety could not be looked for',
  'sensor-disagrees': 'the sensor contradicts itself: please check or change it',
  'sensor-moved': 'a sensor sits otherwise than it was calibrated',
  'clocks-apart': 'the clocks of the two sensors are apart',
  unfinished: 'its end was not measured',
};

type FatigueSign = NonNullable<Standing['set']['fatigue']>[number];

const fatigueWords: Record<FatigueSign, string> = { smaller: 'range gets smaller', slower: 'movement gets slower', rougher: 'movement gets rougher', longer: 'repetitions get longer', shakier: 'holding gets shakier' };

const zoneWords: Record<HeartRateTick['zone'], string> = {
  below: 'below zone',
  in: 'in zone',
  above: 'above zone',
  'over-ceiling': 'over ceiling',
  'over-limit': 'over hard limit',
  unknown: 'zone unknown',
};

/** A shape for each zone, so that none is told by colour alone. */
const zoneShapes: Record<HeartRateTick['zone'], string> = { below: '▽', in: '●', above: '△', 'over-ceiling': '▲', 'over-limit': '■', unknown: '?' };

const contactWords: Record<HeartRateTick['contact'], string> = {
  none: 'no strap',
  ok: 'strap worn',
  suspect: 'strap reading doubtful',
  lost: 'strap contact lost',
  recovering: 'strap contact coming back',
};

const priorityWords: Record<AlertView['priority'], string> = { high: 'HIGH', medium: 'Medium', low: 'Low', info: 'Note' };

/** A code that this console does not know yet is shown as it is: never hidden. */
export function sayCode({ code }: Pick<FeedbackCode, 'code'>): string {
  return formWords[code as FormCode] ?? code;
}

/** Each fault once, with all that shows it, against the patient's usual: "clearly too shallow: range 38° (usually 62°)". */
export function sayFindings(codes: readonly FeedbackCode[]): string[] {
  return [...new Set(codes.map(({ code }) => code))].map((code) => sayFault(codes.filter((each) => each.code === code)));
}

function sayFault(shown: readonly FeedbackCode[]): string {
  if (shown[0].code === 'UNUSUAL_PATTERN') return 'unusual as a whole, though nothing by itself is off: look at it';
  const isClear = shown.some(({ severity }) => severity === 'clear');
  const numbers = shown.filter(({ unit, feature }) => unit !== '' || feature in ratios).map(sayDifference).join(', ');
  return `${isClear ? 'clearly' : 'a little'} ${sayCode(shown[0])}${saySide(shown[0])}${numbers === '' ? '' : `: ${numbers}`}`;
}

/** Where it shows, when that is one side of the body. */
function saySide({ side, bodyPart }: FeedbackCode): string {
  return side === undefined || side === 'both' || bodyPart === undefined || bodyPart === 'whole-body' ? '' : ` (${side} ${bodyPart.replace('-', ' ')})`;
}

function sayDifference({ code, feature, value, reference, spread, unit, isLimit }: FeedbackCode): string {
  // What is prescribed, not what is usual.
  if (code === 'HELD_TOO_SHORT') return `hold ${sayNumber(value, unit)} (planned ${sayNumber(reference, unit)})`;
  if (code === 'STEP_OUT') return `after ${sayNumber(value, unit)} (planned ${sayNumber(reference, unit)})`;
  if (code === 'EXCESS_RANGE' && feature === 'peakAngleDeg') return `far end ${sayNumber(value, unit)} (the plan allows ${sayNumber(reference, unit)})`;
  if (isLimit === true) return `${featureWords[feature] ?? feature} ${sayNumber(value, unit)} (asked for: ${code === 'HIP_HIKE' ? 'at most' : 'at least'} ${sayNumber(reference, unit)})`;
  if (feature in askedFor) return `${askedFor[feature]} ${sayNumber(value, unit)} (asked for: ${code === 'TOO_FAST' || code === 'EXCESS_RANGE' ? 'at most' : 'at least'} ${sayNumber(reference, unit)})`;
  if (code === 'BOUNCING') return `to and fro by ${sayNumber(value, unit)}`;
  const usual = spread === undefined ? sayNumber(reference, unit) : `${reference.toFixed(digitsOf(unit))} ± ${sayNumber(spread, unit)}`;
  return `${featureWords[feature] ?? feature} ${sayNumber(value, unit)} (usually ${usual})`;
}

/** Judged against a fixed limit, not against the patient's usual. */
const askedFor: Record<string, string> = { headTurnHz: 'rate', headTurnDeg: 'turn' };

/** Without a unit, and told all the same. */
const ratios: Record<string, true> = { stepSymmetry: true, strideRegularity: true, backwardShare: true };

/** What a trial of standing or a bout of walking or head turns measured, in words; null: the repetition is of a joint. */
export function sayTrial(features: RepetitionView['features']): string | null {
  const said = trialWords.flatMap(([feature, words, unit, digits]) => {
    const value = features[feature];
    return value === undefined ? [] : [`${words} ${sayMeasured(value, unit, digits)}`];
  });
  return said.length === 0 ? null : said.join(', ');
}

const trialWords: [feature: string, words: string, unit: string, digits: number][] = [
  ['swayRmsMPerS2', 'sway', 'm/s²', 2],
  ['cadencePerMin', 'cadence', 'steps a minute', 0],
  ['stepSymmetry', 'symmetry of steps', '', 2],
  ['strideRegularity', 'likeness of strides', '', 2],
  ['hipHikeDeg', 'hip hike', 'deg', 0],
  ['backwardShare', 'strides backwards', '', 2],
  ['slouchDeg', 'from sitting tall', 'deg', 0],
  ['headTurns', 'turns', '', 0],
  ['headTurnHz', 'rate', 'Hz', 1],
  ['headTurnDeg', 'to each side', 'deg', 0],
];

const featureWords: Record<string, string> = {
  rangeOfMotionDeg: 'range',
  durationS: 'duration',
  outS: 'way out',
  backS: 'way back',
  peakVelocityOutDegPerS: 'speed out',
  peakVelocityBackDegPerS: 'speed back',
  pathDistanceDeg: 'distance from the path',
  offAxisDeg: 'off axis',
  trunkLeanSideDeg: 'lean',
  trunkLeanForwardDeg: 'lean',
  trunkRotationDeg: 'turn',
  lumbarArchDeg: 'arch',
  backFlexionDeg: 'bend of the back',
  hipHikeDeg: 'hike',
  cadencePerMin: 'cadence',
  stepSymmetry: 'symmetry of steps',
  strideRegularity: 'likeness of strides',
  backwardShare: 'strides that went backwards',
  pelvicDropDeg: 'drop',
  kneeValgusDeg: 'thigh against shank',
  kneeBendDeg: 'bend of the knee',
  shoulderShrugDeg: 'shrug',
  tremorDegPerS: 'shaking',
  holdDriftDeg: 'drift',
  swayRmsMPerS2: 'sway',
  slouchDeg: 'lean',
};

/** What a patient says from 0 to 10, by the rule that weighs it: a number alone could be any of them. */
const saidWords: Record<string, string> = {
  'PN-01': 'pain', 'PN-02': 'pain', 'PN-03': 'pain', 'PN-04': 'pain', 'PN-05': 'pain', 'SY-03': 'pain', 'FM-09': 'pain', 'SY-02': 'dizziness', 'HR-10': 'effort',
};

/** The worst value and the limit, and of what a patient says what it is; null when the rule measured none. */
export function sayWorst({ ruleId, worstValue, limit, unit }: Pick<AlertView, 'ruleId' | 'worstValue' | 'limit' | 'unit'>): string | null {
  if (worstValue === null) return null;
  if (unit === 'of 5 repetitions') return `${worstValue} of 5 repetitions poor`;
  if (unit === 'repetitions' && limit !== null) return `${worstValue} counted, by the rhythm about ${Math.round(limit)}`;
  const said = ruleId in saidWords ? `the patient's ${saidWords[ruleId]}: ` : '';
  const worst = `${said}worst ${sayNumber(worstValue, unit)}`;
  return limit === null ? worst : `${worst}, limit ${limit.toFixed(digitsOf(unit))}`;
}

export function sayPriority(priority: AlertView['priority']): string {
  return priorityWords[priority];
}

export function sayZone(zone: HeartRateTick['zone']): { words: string; shape: string } {
  return { words: zoneWords[zone], shape: zoneShapes[zone] };
}

export function sayContact(contact: HeartRateTick['contact']): string {
  return contactWords[contact];
}

/** Score or why there is none; a missing score is never a number. */
export function sayJudgement({ score, band, reason }: Pick<RepetitionView, 'score' | 'band' | 'reason'>): string {
  if (score === null) return `cannot judge: ${sayReason(reason)}`;
  return `${Math.round(score)}${band === null ? '' : ` ${band}`}`;
}

export function sayReason(reason: string | null): string {
  if (reason === null) return 'no reason given';
  return reasonWords[reason as CannotJudgeReason] ?? reason;
}

/** "Set 2: 8 repetitions, 84 so far": never a number of what could not be judged. */
export function saySet({ number, repetitions, score }: Standing['set'], counted: 'repetition' | 'bout' = 'repetition'): string {
  return `Set ${number}: ${repetitions === 1 ? `one ${counted}` : `${repetitions} ${counted}s`}, ${score === null ? 'too few judged for a score' : `score ${Math.round(score)}`}`;
}

/** null: no sign of fatigue, or too few repetitions to tell. */
export function sayFatigue({ fatigue }: Standing['set']): string | null {
  return fatigue === null || fatigue.length === 0 ? null : `Tiring: ${fatigue.map((sign) => fatigueWords[sign]).join(', ')}`;
}

export function saySessionForm({ score, poorShare, faults }: Standing['session'], counted: 'repetition' | 'bout' = 'repetition'): string {
  if (poorShare === null) return 'Session: nothing could be judged yet';
  const form = score === null ? 'too few judged for a score' : `score ${Math.round(score)}`;
  const common = faults.map(({ code, repetitions }) => `${sayCode({ code })} ${repetitions}×`).join(', ');
  return `Session: ${form}, ${Math.round(100 * poorShare)} % of ${counted}s poor${common === '' ? '' : `; most often ${common}`}`;
}

/** "2 × 10, held 2 s each, 3 sessions a week". */
export function sayDose({ sets, repetitions, holdS, durationS, sessionsPerWeek }: ExerciseView['dose']): string {
  const each = repetitions === null ? '' : ` × ${repetitions}`;
  const held = holdS === null ? '' : `, held ${holdS} s each`;
  const lasting = durationS === null ? '' : `, ${durationS < 180 ? `${durationS} s` : `${Math.round(durationS / 60)} min`}`;
  return `${sets}${each === '' ? (sets === 1 ? ' set' : ' sets') : each}${held}${lasting}, ${sessionsPerWeek} sessions a week`;
}

/** `LIVE` is not said: everything else is, loudly. */
export function saySource({ source, sourceLabel }: { source: 'live' | 'simulated' | 'replayed'; sourceLabel: string }): { kind: string; label: string } {
  switch (source) {
    case 'live':
      return { kind: 'PATIENT', label: sourceLabel };
    case 'simulated':
      return { kind: 'SIMULATED', label: sourceLabel };
    case 'replayed':
      return { kind: 'REPLAY', label: sourceLabel };
    default:
      return source satisfies never;
  }
}

/** Null is "not measured", in words: never 0. */
export function sayMeasured(value: number | null | undefined, unit: string, digits = 0): string {
  return value === null || value === undefined ? 'not measured' : `${value.toFixed(digits)}${spaced(unit)}`;
}

/** By the therapist's clock: 14:03:27, and of another day than `today` with its date. */
export function sayTime(iso: string, today: Date = new Date()): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  return at.toDateString() === today.toDateString() ? time : `${at.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`;
}

function sayNumber(value: number, unit: string): string {
  return `${value.toFixed(digitsOf(unit))}${spaced(unit)}`;
}

function digitsOf(unit: string): number {
  if (unit === 'm/s2' || unit === '') return 2;
  return unit === 's' || unit === 'Hz' ? 1 : 0;
}

function spaced(unit: string): string {
  if (unit === 'deg') return '°';
  if (unit === 'deg/s') return '°/s';
  return unit === '' ? '' : ` ${unit}`;
}
