import { plannedMovements, type Placement } from '#libs/domain';
import type { Calibration, HeartRateSignal, ImuSignal, Recording } from '../recordings/recording.js';
import { demoCharacter, type Character } from './character.js';
import { heartRateReadings } from './heart-rate.js';
import { measure } from './imu.js';
import { endOf, planRepetitions, type PlannedRepetition } from './motion-plan.js';
import { between, normal, seededRandom } from './random.js';
import { guidedSignals } from './guided-calibration.js';
import { about, multiply, type Matrix } from './rotation.js';
import { disturb } from './sensor-noise.js';
import { chestPose, postureAt, thighPose } from './squat.js';

export interface SyntheticPatientOptions {
  seed: number;
  seconds: number;
  /** What differs from the demo's character; age and range are otherwise drawn from the seed. */
  character?: Partial<Character>;
  /** Several sessions of one patient: another performance by the same body, sensors worn the same. */
  session?: number;
}

const rateHz = 50;
const calibrationSeconds = 27;
const calibrationRepetitions = 5;
/** A rest this long is a pause of the exercise, not of the movement. */
const pauseS = 5;
const placements = { thigh: { segment: 'thigh', side: 'right' }, chest: { segment: 'chest', side: 'midline' } } satisfies Record<string, Placement>;

/** Streams of randomness of one seed. */
const streams = { person: 1, mounting: 2, calibration: 3, guided: 20, sessions: 100 };
const streamsPerSession = 10;

/** A patient who does squats with a sensor on the right thigh, one on the breastbone, and a strap. The same seed gives the same bytes. */
export function syntheticPatient({ seed, seconds, character: chosen, session = 0 }: SyntheticPatientOptions): Recording {
  const character = characterOf(seed, chosen);
  const performance = perform({ seed, seconds, character, stream: streams.sessions + session * streamsPerSession });
  return {
    id: session === 0 ? `simulated/${seed}` : `simulated/${seed}/${session}`,
    source: 'simulated',
    label: 'simulated patient, no person',
    citation: '',
    exerciseId: 'squat',
    ageYears: character.ageYears,
    signals: [...performance.signals, performance.strap],
    truth: performance.plan.map((each) => ({ ...spanOf(each), type: each.type })),
    calibration: calibrationOf(seed, character),
  };
}

function characterOf(seed: number, chosen: Partial<Character> = {}): Character {
  const random = seededRandom(seed, streams.person);
  const ageYears = Math.round(between(random, 35, 70));
  const rangeDeg = between(random, 55, 75);
  return { ageYears, rangeDeg, ...demoCharacter, ...chosen };
}

/** Good repetitions, unhurried, rested and steadied by the therapist, of which all are approved. */
function calibrationOf(seed: number, character: Character): Calibration {
  const rested: Character = { ...character, set: [{ type: 'correct', count: calibrationRepetitions }], restBetweenSetsS: calibrationSeconds, tremorDeg: demoCharacter.tremorDeg, bounceDeg: 0, fatiguePerMinute: 0 };
  const { signals, plan } = perform({ seed, seconds: calibrationSeconds, character: rested, stream: streams.calibration });
  return { signals, approved: plan.map(spanOf), faults: [] };
}

interface Performance {
  plan: PlannedRepetition[];
  signals: ImuSignal[];
  strap: HeartRateSignal;
}

function perform({ seed, seconds, character, stream }: { seed: number; seconds: number; character: Character; stream: number }): Performance {
  const [forPlan, forPosture, forThigh, forChest, forHeart] = [0, 1, 2, 3, 4].map((i) => seededRandom(seed, stream + i));
  const plan = planRepetitions({ character, seconds, random: forPlan });
  const posture = postureAt(plan, character, forPosture);
  const mountings = mountingsOf(seed);
  const grid = { rateHz, samples: Math.floor(seconds * rateHz) };
  const thigh = measure((tS) => thighPose(posture(tS), mountings.thigh), grid);
  const chest = measure((tS) => chestPose(posture(tS), mountings.chest), grid);
  disturb(thigh, forThigh);
  disturb(chest, forChest);
  const isWorking = (tS: number): boolean => plan.some((each) => tS > each.startS - pauseS && tS < endOf(each) + pauseS);
  return {
    plan,
    signals: [
      { kind: 'imu', sensor: 0, placement: placements.thigh, axes: upright, rateHz, ...thigh },
      { kind: 'imu', sensor: 1, placement: placements.chest, axes: upright, rateHz, ...chest },
    ],
    strap: { kind: 'heart-rate', sensor: 2, readings: heartRateReadings({ character: character.heartRate, ageYears: character.ageYears, seconds, isWorking, random: forHeart }) },
  };
}

/** The guided calibration of the same sensors, worn the same; each attempt is another. */
export function guidedPerformance(seed: number, attempt: number): ImuSignal[] {
  const { thigh, chest } = mountingsOf(seed);
  return guidedSignals({
    random: seededRandom(seed + attempt, streams.guided), movements: plannedMovements([placements.thigh, placements.chest]),
    sensors: [{ sensor: 0, placement: placements.thigh, axes: upright, mounting: thigh }, { sensor: 1, placement: placements.chest, axes: upright, mounting: chest }],
  });
}

/** In the frame of `squat.ts` a sensor that is strapped on straight has x forward and z up. */
const upright = { up: 'z', forward: 'x' } as const;

/** Nobody straps a sensor on straight. */
function mountingsOf(seed: number): { thigh: Matrix; chest: Matrix } {
  const random = seededRandom(seed, streams.mounting);
  const askew = (): Matrix => multiply(about('z', 10 * normal(random)), multiply(about('y', 5 * normal(random)), about('x', 5 * normal(random))));
  return { thigh: askew(), chest: askew() };
}

function spanOf(repetition: PlannedRepetition): { startMs: number; endMs: number } {
  return { startMs: repetition.startS * 1000, endMs: endOf(repetition) * 1000 };
}
