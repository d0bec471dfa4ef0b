import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { exerciseById } from '../prescription/catalogue/index.js';
import type { Prescription, SensorBinding } from '../prescription/prescription.js';
import type { Repetition } from '../repetition/repetition.js';
import { analyse, startAnalysis } from '../session/analyse.js';
import type { ImuBlock } from '../session/block.js';
import { walking } from '../prescription/catalogue/walking.js';
import { referenceGrade, teachExercise, type Lesson, type TaughtExercise } from './teach.js';

const basis = exerciseById('taught-movement');
const squat = exerciseById('squat');
if (basis === null || squat === null) throw new Error('the catalogue has both');
const forearm: SensorBinding = { sensor: 0, kind: 'imu', placement: { segment: 'forearm', side: 'left' } };
const chest: SensorBinding = { sensor: 1, kind: 'imu', placement: { segment: 'chest', side: 'midline' }, axes: { up: 'z', forward: 'y' } };

const shown = [50, 52, 48, 51, 49];
const curls = (rangesDeg: number[], outS = 1.5): ((tS: number) => number) => repeated({ firstS: 2, outS, cycleS: 5, rangesDeg });
/** The chest hardly moves. */
const both = (movement: (tS: number) => number, seconds: number): ImuBlock[] => {
  const still = blocksOf(() => 0, { seconds, sensor: 1 });
  return blocksOf(movement, { seconds }).flatMap((block, i) => [block, still[i]]);
};
const lesson = (over: Partial<Lesson> = {}): Lesson => ({
  blocks: both(curls(shown), 28), approved: shown.map((_, i) => ({ startMs: 1900 + 5000 * i, endMs: 5100 + 5000 * i })), sensors: [forearm, chest], side: 'left', basis,
  words: { id: 'one-of-ours', name: 'Pouring from a jug', region: 'shoulder', cues: { TOO_FAST: 'As if it were full' }, askFirst: 'sore wrist' }, ...over,
});

function taught(over: Partial<Lesson> = {}): TaughtExercise {
  const result = teachExercise(lesson(over));
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

function done({ exercise, reference }: Pick<TaughtExercise, 'exercise'> & { reference: Prescription['reference'] }, movement: (tS: number) => number): Repetition[] {
  const prescription: Prescription = { exercise, reference, side: 'left', alternatives: [], sensors: [forearm, chest], intensity: null, conditions: [], monitoringRequired: false };
  return analyse(startAnalysis(prescription, 0), both(movement, 18), { prescription, now: null }).repetitions.map(({ repetition }) => repetition);
}

describe('an exercise taught from one recorded set (row C10)', () => {
  const { exercise, reference } = taught();

  it('has name and words of the therapist, and sensors, side and phases of the recording', () => {
    expect(exercise).toMatchObject({ id: 'one-of-ours', name: 'Pouring from a jug', region: 'shoulder', contraindications: ['sore wrist'], laterality: 'one-side', primary: { kind: 'segment', segment: 'forearm' } });
    expect(exercise.sensors.map(({ segment, need, placement }) => `${segment} ${need}: ${placement}`)).toEqual(['forearm required: left forearm, as in the recording', 'chest helpful: chest, as in the recording']);
    expect(Math.abs(exercise.template.rangeOfMotionDeg - 50)).toBeLessThanOrEqual(1);
    expect(Math.abs(exercise.template.outS - 1.5)).toBeLessThan(0.4);
    expect(exercise.template.holdS).toBeLessThan(0.4);
    expect(exercise.phases.hold).toBe('none');
    expect(exercise.faults.find(({ code }) => code === 'TOO_FAST')?.cue).toBe('As if it were full');
  });

  it('looks for what its sensors have shown the usual of, and for nothing else', () => {
    const codes = exercise.faults.map(({ code }) => code);
    expect(codes).toContain('TRUNK_LEAN_SIDE');
    expect(codes).not.toContain('KNEE_VALGUS_PROXY');
    expect(taught({ sensors: [forearm], blocks: blocksOf(curls(shown), { seconds: 28 }) }).exercise.faults.map(({ code }) => code)).not.toContain('TRUNK_LEAN_SIDE');
    // Leaning is what is done, not what helps.
    const bow = taught({ sensors: [{ ...chest, sensor: 0 }], blocks: blocksOf(curls(shown), { seconds: 28 }) });
    expect(bow.exercise.faults.map(({ code }) => code)).not.toContain('TRUNK_LEAN_SIDE');
  });

  it('is scored like one of the catalogue: as shown, too small, too fast', () => {
    const asShown = done({ exercise, reference }, curls([50, 51, 49]));
    expect(asShown.map(({ score, execution }) => [score.verdict, score.verdict === 'cannot-judge' ? null : score.band, execution?.type])).toEqual(new Array(3).fill(['scored', 'good', 'correct']));
    expect(done({ exercise, reference }, curls([26, 26])).map(({ execution }) => execution?.type)).toEqual(['low-amplitude', 'low-amplitude']);
    const hasty = done({ exercise, reference }, curls([50, 50], 0.6));
    expect(hasty.map(({ execution }) => execution?.type)).toEqual(['too-fast', 'too-fast']);
    expect(hasty.every(({ score }) => score.codes.some(({ code, severity }) => code === 'TOO_FAST' && severity === 'clear'))).toBe(true);
  });

  it('can be given to another patient: counted by its template, and not judged', () => {
    const repetitions = done({ exercise, reference: null }, curls([45, 55, 50]));
    expect(repetitions.map(({ score }) => score.verdict === 'cannot-judge' && score.reason)).toEqual(['no-reference', 'no-reference', 'no-reference']);
  });

  it("is a patient's own version of one of the catalogue, with its faults", () => {
    const own = taught({ basis: squat, sensors: [{ ...forearm, placement: { segment: 'thigh', side: 'left' } }], blocks: blocksOf(curls(shown), { seconds: 28 }), words: { ...lesson().words, askFirst: null } });
    expect(own.exercise).toMatchObject({ primary: squat.primary, sensors: squat.sensors, contraindications: squat.contraindications, scoring: squat.scoring });
    expect(own.exercise.faults.map(({ code }) => code)).toEqual(expect.arrayContaining(squat.faults.map(({ code }) => code)));
    expect(Math.abs(own.exercise.template.rangeOfMotionDeg - 50)).toBeLessThanOrEqual(1);
  });

  it("names the faults of the exercise that it is a version of, as that does with the same sensors", () => {
    const sensors: SensorBinding[] = [{ ...forearm, placement: { segment: 'thigh', side: 'left' } }, { ...chest, placement: { segment: 'pelvis', side: 'midline' } }];
    const squats = (pelvisDeg: number[], count: number): ImuBlock[] => {
      const pelvis = blocksOf(curls(pelvisDeg), { seconds: 5 * count + 3, sensor: 1 });
      return blocksOf(curls(shown.slice(0, count)), { seconds: 5 * count + 3 }).flatMap((block, i) => [block, pelvis[i]]);
    };
    const own = taught({ basis: squat, sensors, blocks: squats([10, 11, 9, 10, 10], 5) });
    const asSquat = taught({ basis: squat, sensors, blocks: squats([10, 11, 9, 10, 10], 5), words: { ...lesson().words, id: squat.id } });
    expect(own.reference.manner).toHaveLength(5);
    const executions = ({ exercise, reference }: TaughtExercise) => {
      const prescription: Prescription = { exercise, reference, side: 'left', alternatives: [], sensors, intensity: null, conditions: [], monitoringRequired: false };
      return analyse(startAnalysis(prescription, 0), squats([10, 45, 45], 3), { prescription, now: null }).repetitions.map(({ repetition }) => repetition.execution);
    };
    const found = executions(own);
    expect(found.map((each) => each?.type)).toEqual(['correct', 'forward-lean', 'forward-lean']);
    expect(found).toEqual(executions({ ...asSquat, exercise: { ...asSquat.exercise, versionOf: undefined } }));
    // A version of nothing that is known, worn alike, has no such names.
    expect(taught({ sensors, blocks: squats([10, 11, 9, 10, 10], 5) }).reference.manner).toBeUndefined();
  });

  it('holds where the set was held', () => {
    const held = (tS: number): number => repeated({ firstS: 2, outS: 1.5, cycleS: 10, rangesDeg: [50, 50, 50] })(tS) + 0;
    const stay = (tS: number): number => {
      const inS = (tS - 2) % 10;
      if (tS < 2 || tS > 32 || inS > 7) return 0;
      return inS < 1.5 ? held(2 + inS) : inS < 5.5 ? 50 : held(2 + inS - 4);
    };
    const { exercise: withHold } = taught({ sensors: [forearm], blocks: blocksOf(stay, { seconds: 34 }), approved: [0, 1, 2].map((i) => ({ startMs: 1900 + 10_000 * i, endMs: 9100 + 10_000 * i })) });
    expect(withHold.phases.hold).toBe('at-end');
    expect(Math.abs(withHold.template.holdS - 4)).toBeLessThan(0.8);
  });

  it('is refused where nothing can be learned', () => {
    expect(teachExercise(lesson({ approved: [] }))).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(teachExercise(lesson({ basis: walking }))).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE', detail: 'walking has no repetitions to teach from' });
    expect(teachExercise(lesson({ blocks: both(() => 0, 28) }))).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
  });

  it.each([[1, 'rough'], [2, 'rough'], [3, 'provisional'], [4, 'provisional'], [5, 'full'], [12, 'full']] as const)('from %d repetitions is %s', (repetitions, grade) => {
    expect(referenceGrade(repetitions)).toBe(grade);
  });
});
