import { describe, expect, it } from '@jest/globals';
import { analyse, buildReference, buildWalkReference, exerciseById, startAnalysis, type Block, type ImuBlock, type Placement, type Prescription, type Repetition } from '#libs/domain';
import { degradations, type Change } from '../support/degraded.js';
import { minimumJerk, repeated } from '../support/movement.js';
import { prescribed } from '../support/rules.js';
import { turning, wornStream, type WornSignal } from '../support/worn-stream.js';

/**
 * Feature C9, for each kind of exercise: the signal of the sensor that it is judged by is made worse in as many ways as the squat's (`degraded.spec.ts`).
 * Whatever is told in it is not judged, for a reason that lies in the signal, or is what the whole signal says of the same time. SYNTHETIC, of no person.
 */
interface Kind {
  name: string;
  prescription: Prescription;
  blocks: Block[];
  /** About which axis of sensor 0 the movement turns, 0 to 2. */
  axis: number;
  /** What cannot be seen, and why. */
  unseen?: readonly string[];
}

const g = 9.80665;
const still = (): [number, number, number] => [0, 0, 0];

function exercised(id: string, worn: [Placement['segment'], Placement['side']][], side: Prescription['side'] = 'right'): Prescription {
  const exercise = exerciseById(id);
  if (exercise === null) throw new Error(id);
  const sensors = worn.map(([segment, wornSide], sensor): Prescription['sensors'][number] => ({ sensor, kind: 'imu', placement: { segment, side: wornSide }, axes: { up: 'y', forward: 'z' } }));
  return prescribed({ exercise, side, sensors, intensity: null });
}

/** Out in 2 s, held, and back in 2 s, one each `cycleS`. */
function held(rangesDeg: readonly number[], holdS: number, cycleS: number): (tS: number) => number {
  return (tS) => {
    const number = Math.floor((tS - 2) / cycleS);
    const inS = tS - 2 - number * cycleS;
    return (rangesDeg[number] ?? 0) * (minimumJerk(inS / 2) - minimumJerk((inS - 2 - holdS) / 2));
  };
}

interface Taught {
  prescription: Prescription;
  signals: WornSignal[];
  /** How many are approved, how long one is, and how long until the next, s. */
  approved: { count: number; lengthS: number; cycleS: number };
  seconds: number;
}

function taught({ prescription, signals, approved: { count, lengthS, cycleS }, seconds }: Taught): Omit<Kind, 'name'> {
  const { exercise, sensors } = prescription;
  const isImu = (block: Block): block is ImuBlock => block.kind === 'imu';
  const built = buildReference({
    blocks: wornStream(3 + count * cycleS, signals).filter(isImu), exercise, sensors,
    approved: Array.from({ length: count }, (_, i) => ({ startMs: 1000 * (1.9 + i * cycleS), endMs: 1000 * (2.1 + i * cycleS + lengthS) })),
  });
  if (!built.ok) throw new Error(built.detail);
  return { prescription: { ...prescription, reference: built.value }, blocks: wornStream(seconds, signals), axis: 0 };
}

/** With a minute of this as the approved walk. */
function walksAsUsual(prescription: Prescription, signal: WornSignal): Prescription {
  const blocks = wornStream(61, [signal]).filter((block): block is ImuBlock => block.kind === 'imu');
  const built = buildWalkReference({ blocks, approved: [{ startMs: 0, endMs: 60_000 }], exercise: prescription.exercise, sensors: prescription.sensors });
  if (!built.ok) throw new Error(built.detail);
  return { ...prescription, walk: built.value };
}

const extending = repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [60, 62, 58, 61, 59, 60] });
const stretching = held([60, 60], 30, 36);
const lifting = held([60, 60, 60], 5, 11);
/** At 0.5 Hz to one side and 0.8 Hz to the other, as somebody sways who stands. */
const swaying: WornSignal = { acc: (tS) => [0.15 * Math.sin(Math.PI * tS), 0.1 * Math.sin(1.6 * Math.PI * tS), g], rates: still };
const walking: WornSignal = { acc: (tS) => [0, 0, g + 2 * Math.sin(3.6 * Math.PI * tS) + 0.2 * Math.sin(1.8 * Math.PI * tS)], rates: still };
const shaking: WornSignal = { acc: () => [0, 0, g], rates: (tS) => [0, 0, 40 * Math.PI * Math.cos(2 * Math.PI * tS)] };
const slouching = turning((tS) => 25 * minimumJerk((tS - 20) / 2));

const kinds: Kind[] = [
  { name: 'a joint (seated knee extension)', ...taught({ prescription: exercised('seated-knee-extension', [['shank', 'right'], ['thigh', 'right']]), signals: [turning(extending), turning(() => 0)], approved: { count: 5, lengthS: 3, cycleS: 5 }, seconds: 33 }) },
  { name: 'a static stretch (hamstring)', ...taught({ prescription: exercised('hamstring-stretch', [['thigh', 'right']]), signals: [turning(stretching)], approved: { count: 2, lengthS: 34, cycleS: 36 }, seconds: 37 }) },
  { name: 'a hold (bird-dog)', ...taught({ prescription: exercised('bird-dog', [['thigh', 'right'], ['lumbar', 'midline'], ['upper-back', 'midline']]), signals: [turning(lifting), turning((tS) => lifting(tS) / 30), turning(() => 0)], approved: { count: 3, lengthS: 9, cycleS: 11 }, seconds: 36 }) },
  // The turn of somebody who stands is nothing: its sway is seen by the accelerometer, and nothing of it by the gyroscope.
  { name: 'standing on one leg', prescription: exercised('single-leg-stance', [['lumbar', 'midline']], 'left'), blocks: wornStream(50, [swaying]), axis: 0 },
  { name: 'walking', prescription: exercised('walking', [['lumbar', 'midline']]), blocks: wornStream(40, [walking]), axis: 2 },
  { name: 'walking against one’s own walk', prescription: walksAsUsual(exercised('walking', [['lumbar', 'midline']]), walking), blocks: wornStream(40, [walking]), axis: 2 },
  // Gravity says nothing of a turn about itself.
  { name: 'turning the head', prescription: exercised('gaze-stabilisation', [['head', 'midline']]), blocks: wornStream(40, [shaking]), axis: 2, unseen: ['quantised to nothing'] },
  // Gravity alone shows how somebody sits, only some seconds late: the half minute in which they lean over is then counted as before it.
  { name: 'sitting', prescription: exercised('posture-watch', [['upper-back', 'midline']]), blocks: wornStream(60, [slouching]), axis: 0, unseen: ['the axis of the movement is stuck', 'rad/s in place of deg/s', 'without a gyroscope', 'quantised to nothing'] },
];

function told({ prescription, blocks }: Kind, change: Change): Repetition[] {
  let number = 0;
  const worse = blocks.flatMap((block) => (block.kind === 'imu' && block.sensor === 0 ? (change(block, number++) ?? []) : block));
  return analyse(startAnalysis(prescription, 0), worse, { prescription, now: null }).repetitions.map(({ repetition }) => repetition);
}

/** What is told of a movement, by name, with how far it may be off. */
const tolerances = { rangeOfMotionDeg: 3, holdS: 0.5, swayRmsMPerS2: 0.01, cadencePerMin: 1, stepSymmetry: 0.05, headTurnHz: 0.05, headTurnDeg: 1, slouchDeg: 3 } as const;
const inTheSignal = ['signal-gap', 'sensor-disagrees', 'unfinished'];

/** Why what is told may not be; null: it may. */
function wrongOf(repetition: Repetition, whole: readonly Repetition[]): string | null {
  const { startMs, endMs, score, features } = repetition;
  if (score.verdict === 'cannot-judge' && inTheSignal.includes(score.reason)) return score.codes.length === 0 ? null : `told ${score.codes[0].code} of a signal that cannot be right`;
  const same = whole.find((each) => each.startMs < endMs && startMs < each.endMs);
  if (same === undefined) return `a repetition from ${startMs} to ${endMs} ms that there is not`;
  if (score.verdict !== 'cannot-judge' && !(same.score.verdict !== 'cannot-judge' && Math.abs(score.score - same.score.score) <= 5)) return `a score of ${score.score}`;
  const codes = same.score.codes.map(({ code }) => code);
  const other = score.codes.find(({ code, severity }) => severity === 'clear' && !codes.includes(code));
  if (other !== undefined) return `told ${other.code}`;
  const off = (Object.keys(tolerances) as (keyof typeof tolerances)[]).find((name) => typeof features[name] === 'number' && !(Math.abs(features[name] - (same.features[name] ?? Infinity)) <= tolerances[name]));
  return off === undefined ? null : `${off} is ${features[off]}, and ${same.features[off]} as it is`;
}

describe('a sensor that is stuck from 10 to 32 s', () => {
  it('is told as one that is silent: form is not watched (TC-02)', () => {
    const prescription = exercised('seated-knee-extension', [['shank', 'right'], ['thigh', 'right']]);
    let last: ImuBlock | null = null;
    const blocks = wornStream(45, [turning(extending), turning(() => 0)]).map((block): Block => {
      if (block.kind !== 'imu' || block.sensor !== 0) return block;
      if (block.startMs < 10_000 || block.startMs >= 32_000) return (last = block);
      const same = (values: Float64Array): Float64Array => values.map((_, k) => values[k % 3]);
      return { ...block, accelerationMPerS2: same((last ?? block).accelerationMPerS2), angularVelocityDegPerS: same((last ?? block).angularVelocityDegPerS) };
    });
    const { findings } = analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
    expect(findings.filter(({ finding }) => finding.ruleId === 'TC-02').map(({ finding: { change, priority, tMs } }) => [change, priority, Math.round(tMs / 1000)])).toEqual([
      ['raised', 'low', 13], ['updated', 'medium', 20], ['cleared', 'medium', 37],
    ]);
  });
});

describe.each(kinds)('$name', (kind) => {
  const whole = told(kind, (block) => block);

  it('control: as it is, something is told of it', () => {
    expect(whole.length).toBeGreaterThan(0);
    expect(whole.flatMap(({ features }) => Object.keys(tolerances).filter((name) => typeof features[name as keyof typeof tolerances] === 'number')).length).toBeGreaterThan(0);
    for (const { score } of whole) if (score.verdict === 'cannot-judge') expect(inTheSignal).not.toContain(score.reason);
  });

  it.each(degradations(kind.axis).filter(({ name }) => kind.unseen?.includes(name) !== true))('$name: nothing is told that is not so', ({ change }) => {
    expect(told(kind, change).map((each) => wrongOf(each, whole)).filter((wrong) => wrong !== null)).toEqual([]);
  });
});
