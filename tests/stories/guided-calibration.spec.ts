import { describe, expect, it } from '@jest/globals';
import { analyse, buildReference, exerciseById, reportOf, startAnalysis, type WornReport, type Exercise, type ImuBlock, type Placement, type Prescription, type SensorAxes, type SensorVerdict } from '#libs/domain';
import { resolvePrescription, patientWithoutFindings, defaultZone, type PassedCalibration, type SensorBinding } from '#libs/domain';
import { askew, guidedSignals, type GuidedSensor } from '../../apps/simulator/src/synthetic/guided-calibration.js';
import { seededRandom, type Random } from '../../apps/simulator/src/synthetic/random.js';
import { about, intoFrame, multiply, type Matrix } from '../../apps/simulator/src/synthetic/rotation.js';
import { guidedPerformance, syntheticPatient } from '../../apps/simulator/src/synthetic/synthetic-patient.js';
import { leg, wornAround, type LegMovement } from '../support/leg.js';
import { repeated } from '../support/movement.js';
import { bindingsOf } from './recorded.js';
import type { ImuSignal } from '../../apps/simulator/src/recordings/recording.js';

const thigh: Placement = { segment: 'thigh', side: 'right' };
const shank: Placement = { segment: 'shank', side: 'right' };
const left = (placement: Placement): Placement => ({ ...placement, side: 'left' });
const chest: Placement = { segment: 'chest', side: 'midline' };
type GuidedReport = NonNullable<WornReport['guided']>;

const straight = about('x', 0);
const cases = 40;
const scorer = { id: 'tendon-form', version: 'test' };

function guidedPrescription(sensors: SensorBinding[], calibrations: PassedCalibration[] = []): Prescription {
  return resolvePrescription({
    patient: { ...patientWithoutFindings, birthYear: 1980 }, prescription: { exerciseId: 'squat', side: 'right', sensors, zone: defaultZone, ceilingBpm: null, hardLimitBpm: null },
    reference: null, alternatives: [], calibrations, purpose: 'guided-calibration', year: 2026,
  });
}

function blocksOf(signals: readonly ImuSignal[], fromMs = 0): ImuBlock[] {
  const size = 12;
  const blocks = signals.flatMap(({ sensor, rateHz, accelerationMPerS2, angularVelocityDegPerS }) => Array.from({ length: Math.floor(accelerationMPerS2.length / 3 / size) }, (_, i): ImuBlock => {
    const startMs = fromMs + (i * size * 1000) / rateHz;
    const cut = (values: Float64Array): Float64Array => values.slice(3 * i * size, 3 * (i + 1) * size);
    return { kind: 'imu', stream: 0, sequence: 0, sensor, startMs, endMs: startMs + (size * 1000) / rateHz, receivedAtMs: startMs + 300, rateHz, accelerationMPerS2: cut(accelerationMPerS2), angularVelocityDegPerS: cut(angularVelocityDegPerS) };
  }));
  return blocks.sort((a, b) => a.endMs - b.endMs || a.sensor - b.sensor).map((block, i) => ({ ...block, sequence: i + 1 }));
}

interface Put {
  said: Placement;
  really?: Placement;
  mounting: Matrix;
  axes?: SensorAxes;
}

const wornAs = (sensors: Put[]): GuidedSensor[] => sensors.map(({ said, really, mounting, axes }, sensor) => ({ sensor, placement: said, really, mounting, axes }));
const bindings = (sensors: Put[]): SensorBinding[] => sensors.map(({ said, axes }, sensor) => ({ sensor, kind: 'imu', placement: said, ...(axes === undefined ? {} : { axes }) }));

/** Through the very fold that runs live. */
function follow(prescription: Prescription, blocks: ImuBlock[]): GuidedReport {
  const { state } = analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
  const guided = reportOf(state.worn, prescription)?.guided ?? null;
  if (guided === null) throw new Error('must be a guided calibration');
  return guided;
}

function calibrate(random: Random, sensors: Put[], { calibrations = [], isStill = true }: { calibrations?: PassedCalibration[]; isStill?: boolean } = {}) {
  const prescription = guidedPrescription(bindings(sensors), calibrations);
  return follow(prescription, blocksOf(guidedSignals({ random, movements: prescription.guided?.movements ?? [], sensors: wornAs(sensors), isStill })));
}

function passedOf(verdicts: SensorVerdict[] | null): PassedCalibration[] {
  const sensors = (verdicts ?? []).flatMap((each) => (each.pass ? [{ sensor: each.sensor, placement: each.placement, learned: each.learned }] : []));
  return [{ sessionId: '00000000-0000-4000-8000-000000000001', atMs: 0, scorer, sensors }];
}

/** Learned on one day; on the next the sensor is put on about as before, and then turned. */
function again(seed: number, turn: (random: Random) => Matrix): SensorVerdict {
  const random = seededRandom(seed);
  const mounting = askew(random, 20);
  const first = calibrate(random, [{ said: thigh, mounting }]);
  if (!first.passed) throw new Error(`${seed}: ${JSON.stringify(first.verdicts)}`);
  const second = calibrate(random, [{ said: thigh, mounting: multiply(multiply(mounting, askew(random, 4)), turn(random)) }], { calibrations: passedOf(first.verdicts) });
  return (second.verdicts ?? [])[0];
}

const shareOf = (hit: (seed: number) => boolean, of = cases): number => Array.from({ length: of }, (_, seed) => hit(seed)).filter(Boolean).length / of;

/** Every sensor here is simulated; no person wore one. */
describe('guided calibration, synthetic, through the fold that runs live (features A5, A6)', () => {
  it('passes a sensor that is put on as it was, in at least 95 %', () => {
    expect(shareOf((seed) => again(seed, () => straight).pass)).toBeGreaterThanOrEqual(0.95);
  });

  it.each([45, -45, 90, -90])('fails one that is turned by %d deg, about whichever axis, in at least 95 %, and says so', (deg) => {
    const turned = shareOf((seed) => {
      const verdict = again(seed, (random) => about((['x', 'y', 'z'] as const)[Math.floor(3 * random())], deg));
      return !verdict.pass && verdict.problem === 'TURNED' && /^The sensor on the right thigh sits (tilted|turned around the thigh) by about /.test(verdict.words);
    });
    expect(turned).toBeGreaterThanOrEqual(0.95);
  });

  it('at the first time holds what the plan says against it: which way to turn a sensor that sits turned by 90 degrees', () => {
    const axes: SensorAxes = { up: 'z', forward: 'x' };
    const right = shareOf((seed) => calibrate(seededRandom(seed, 3), [{ said: thigh, axes, mounting: askew(seededRandom(seed, 4), 4) }]).passed);
    expect(right).toBeGreaterThanOrEqual(0.95);
    const wrong = shareOf((seed) => {
      const [verdict] = calibrate(seededRandom(seed, 5), [{ said: thigh, axes, mounting: multiply(askew(seededRandom(seed, 6), 4), about('z', 90)) }]).verdicts ?? [];
      return !verdict.pass && /^The sensor on the right thigh sits turned around the thigh by about (75|90|105) degrees from what the plan says\. Turn it so that its z axis points up and its x axis to the front\.$/.test(verdict.words);
    });
    expect(wrong).toBeGreaterThanOrEqual(0.95);
  });

  const asSaid: Placement[] = [thigh, left(thigh), shank, left(shank), chest];
  const found = (really: Placement[]) => shareOf((seed) => {
    const random = seededRandom(seed, 7);
    const { verdicts } = calibrate(random, asSaid.map((said, i) => ({ said, really: really[i], mounting: askew(random) })));
    return (verdicts ?? []).some((each) => !each.pass && (each.problem === 'WRONG_SIDE' || each.problem === 'WRONG_SEGMENT'));
  }, cases / 2);

  it.each<[string, Placement[]]>([
    ['left and right thigh swapped', [left(thigh), thigh, shank, left(shank), chest]],
    ['left and right shank swapped', [thigh, left(thigh), left(shank), shank, chest]],
    ['thigh and shank swapped', [shank, left(thigh), thigh, left(shank), chest]],
    ['thigh and chest swapped', [chest, left(thigh), shank, left(shank), thigh]],
    ['shank and chest swapped', [thigh, left(thigh), chest, left(shank), shank]],
  ])('sees %s in at least 90 %% of synthetic cases', (_, really) => {
    expect(found(really)).toBeGreaterThanOrEqual(0.9);
  });

  it('sees nothing wrong with sensors where they are said to be, in at least 95 %', () => {
    expect(found(asSaid)).toBeLessThanOrEqual(0.05);
  });

  it('goes from the still pose to the knee, to the bow, to the end; learns bias, up, forward and the axis of what moved', () => {
    const put: Put[] = [{ said: thigh, mounting: straight }, { said: chest, mounting: straight }, { said: shank, mounting: straight }];
    const prescription = guidedPrescription(bindings(put));
    const walked: number[] = [];
    let state = startAnalysis(prescription, 0);
    for (const block of blocksOf(guidedSignals({ random: seededRandom(3), movements: prescription.guided?.movements ?? [], sensors: wornAs(put) }))) {
      state = analyse(state, [block], { prescription, now: null }).state;
      const step = reportOf(state.worn, prescription)?.guided?.step ?? -1;
      if (walked.at(-1) !== step) walked.push(step);
    }
    const { verdicts, steps, passed, attempt } = reportOf(state.worn, prescription)?.guided ?? follow(prescription, []);
    expect({ walked, passed, attempt }).toEqual({ walked: [0, 1, 2, 3], passed: true, attempt: 1 });
    expect(steps).toEqual([expect.stringMatching(/^Stand upright and still/), expect.stringMatching(/^Lift the right knee/), expect.stringMatching(/^Bow/), 'Done.']);
    const learned = (verdicts ?? []).map((each) => (each.pass ? each.learned : null));
    // Within the wobble of the axis, 6 deg (SD), and the tilt of the pose, 3 deg (SD). Strapped on straight: z up, x forward.
    for (const one of learned) expect(one?.up[2]).toBeGreaterThan(0.97);
    for (const one of [learned[0], learned[1]]) expect(one?.forward?.[0]).toBeGreaterThan(0.93);
    expect(learned[0]?.alignment?.flexion[1]).toBeLessThan(-0.93);
    expect(learned[1]?.alignment?.flexion[1]).toBeGreaterThan(0.93);
    expect(learned[2]).toMatchObject({ alignment: null, forward: null, explained: null });
    expect(learned.every((one) => one?.gyroscopeBiasDegPerS.every((each) => Math.abs(each) < 2))).toBe(true);
  });

  it('counts no repetition, and comes out the same from a state that was written down in between', () => {
    const prescription = guidedPrescription(bindings([{ said: thigh, mounting: straight }]));
    const blocks = blocksOf(guidedSignals({ random: seededRandom(8), movements: prescription.guided?.movements ?? [], sensors: wornAs([{ said: thigh, mounting: straight }]) }));
    const whole = analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
    const half = analyse(startAnalysis(prescription, 0), blocks.slice(0, 41), { prescription, now: null });
    const resumed = analyse(JSON.parse(JSON.stringify(half.state)) as typeof half.state, blocks.slice(41), { prescription, now: null });
    expect(resumed.state).toEqual(whole.state);
    expect(whole.repetitions).toEqual([]);
    expect(reportOf(whole.state.worn, prescription)?.guided?.passed).toBe(true);
  });

  const problemsOf = (verdicts: SensorVerdict[] | null) => (verdicts ?? []).map((each) => (each.pass ? null : each.problem));

  it('asks to stand still, to move, for another sensor, and for one that sends; and begins again', () => {
    const put: Put[] = [{ said: thigh, mounting: straight }];
    expect(calibrate(seededRandom(4), put, { isStill: false })).toMatchObject({ attempt: 2, step: 0, passed: false, verdicts: [{ problem: 'NOT_STILL' }] });
    const prescription = guidedPrescription(bindings(put));
    const idle = guidedSignals({ random: seededRandom(5), movements: [], sensors: wornAs(put) });
    const minutes = Array.from({ length: 20 }, () => idle[0]).reduce((all, each) => ({ ...all, accelerationMPerS2: Float64Array.of(...all.accelerationMPerS2, ...each.accelerationMPerS2), angularVelocityDegPerS: Float64Array.of(...all.angularVelocityDegPerS, ...each.angularVelocityDegPerS) }));
    expect(problemsOf(follow(prescription, blocksOf([minutes])).verdicts)).toEqual(['TOO_LITTLE_MOVEMENT']);
    const weak = guidedSignals({ random: seededRandom(6), movements: prescription.guided?.movements ?? [], sensors: wornAs(put) });
    weak[0].accelerationMPerS2.forEach((value, i) => (weak[0].accelerationMPerS2[i] = 0.9 * value));
    expect(problemsOf(follow(prescription, blocksOf(weak)).verdicts)).toEqual(['ACC_SCALE']);
    const two = guidedPrescription(bindings([...put, { said: chest, mounting: straight }]));
    const alone = guidedSignals({ random: seededRandom(7), movements: two.guided?.movements ?? [], sensors: wornAs(put) });
    const silent = follow(two, blocksOf(alone));
    expect(silent.verdicts === null ? 'goes on' : problemsOf(silent.verdicts)[1]).not.toBeNull();
  });

  it('says so when a signal is interrupted, and passes at the next attempt', () => {
    const put: Put[] = [{ said: thigh, mounting: straight }];
    const prescription = guidedPrescription(bindings(put));
    const perform = (seed: number) => guidedSignals({ random: seededRandom(seed), movements: prescription.guided?.movements ?? [], sensors: wornAs(put) });
    const first = blocksOf(perform(1)).filter(({ startMs }) => startMs < 8000 || startMs > 9000);
    const interrupted = follow(prescription, first);
    expect(problemsOf(interrupted.verdicts)).toEqual(['SIGNAL_GAP']);
    const both = follow(prescription, [...first.filter(({ startMs }) => startMs < 10_000), ...blocksOf(perform(2), 12_000)]);
    expect({ ...both, problems: problemsOf(both.verdicts) }).toMatchObject({ passed: true, attempt: 2, problems: [null] });
  });

  it.each([1002, 5, 12])('of simulated patient %d lets a session measure how the trunk leans, as axes by hand do, however the sensor is strapped on', (seed) => {
    const recording = syntheticPatient({ seed, seconds: 60, character: { set: [{ type: 'correct', count: 8 }] } });
    const unsaid = bindingsOf(recording.signals).map(({ axes: _axes, ...each }) => each);
    const imu = recording.signals.filter((each): each is ImuSignal => each.kind === 'imu');
    const leansOf = (sensors: SensorBinding[], signals: ImuSignal[]) => {
      const { guided: _guided, ...prescription } = guidedPrescription(sensors);
      return analyse(startAnalysis(prescription, 0), blocksOf(signals), { prescription, now: null }).repetitions.map(({ repetition: { features } }) => features.trunkLeanForwardDeg);
    };
    const byHand = leansOf(bindingsOf(recording.signals), imu);
    expect(byHand.length).toBeGreaterThanOrEqual(8);
    expect(leansOf(unsaid, imu).every((each) => each === undefined)).toBe(true);
    for (const mounting of [straight, multiply(about('x', 120), about('z', 50))]) {
      const turned = (signals: ImuSignal[]): ImuSignal[] => signals.map((signal) => ({ ...signal, accelerationMPerS2: turnedIn(signal.accelerationMPerS2, mounting), angularVelocityDegPerS: turnedIn(signal.angularVelocityDegPerS, mounting) }));
      const { passed, verdicts } = follow(guidedPrescription(unsaid), blocksOf(turned(guidedPerformance(seed, 0))));
      expect(passed).toBe(true);
      const learned = leansOf(guidedPrescription(unsaid, passedOf(verdicts)).sensors, turned(imu));
      // Axes by hand are askew by 5 to 10 deg (SD), the axis of the bow by 6: a lean of 30 deg changes by the cosine of that.
      expect(learned).toEqual(byHand.map((each) => expect.closeTo(each ?? Number.NaN, -0.5)));
    }
  });
});

/** SYNTHETIC, of no person: a whole leg in its plane, with the accelerations of its movement; the shank's sensor is worn a quarter turn around. */
describe('a knee that the guided calibration has shown (clinical C4, C5)', () => {
  const sensors: SensorBinding[] = [thigh, shank].map((placement, sensor) => ({ sensor, kind: 'imu', placement }));
  const worn = (movement: LegMovement): ImuBlock[] => leg(movement).map((block) => (block.sensor === 1 ? wornAround(block) : block));
  const lifts = (deg: number) => repeated({ firstS: 4, outS: 1.2, cycleS: 3.4, rangesDeg: [deg, deg, deg, deg, deg] });
  const calibrated = (shankDeg: number): SensorBinding[] => {
    const { passed, verdicts } = follow(guidedPrescription(sensors), worn({ thighDeg: lifts(80), shankDeg: lifts(shankDeg), seconds: 26 }));
    expect(passed).toBe(true);
    return guidedPrescription(sensors, passedOf(verdicts)).sensors;
  };
  const rangeOf = (bindings: SensorBinding[]): number => {
    const { guided: _guided, ...session } = guidedPrescription(bindings);
    const prescription: Prescription = { ...session, exercise: exerciseById('heel-slide') ?? session.exercise };
    // A heel that slides from 20 deg of bending to 110 and back: thigh 10 to 55, shank -10 to -55.
    const out = repeated({ firstS: 0, outS: 1.5, cycleS: 4, rangesDeg: [45, 45] });
    const { telemetry } = analyse(startAnalysis(prescription, 0), worn({ thighDeg: (tS) => 10 + out(tS), shankDeg: (tS) => -10 - out(tS), seconds: 8 }), { prescription, now: null });
    const measured = telemetry.angles.flatMap(({ angleDeg }) => angleDeg ?? []);
    return Math.max(...measured) - Math.min(...measured);
  };

  it.each([-25, 25])('is measured by its hinge, whichever way the shank swung (%d deg), from the first repetition and without a reference', (shankDeg) => {
    const bindings = calibrated(shankDeg);
    // Bending turns the shank back, about the leg's -x: -x of the thigh's sensor, +y of the shank's.
    expect(bindings[0].flexion?.[0]).toBeLessThan(-0.99);
    expect(bindings[1].flexion?.[1]).toBeGreaterThan(0.99);
    expect(Math.abs(rangeOf(bindings) - 90)).toBeLessThan(5);
  });

  it('is judged by a reference from before the calibration as from after it', () => {
    const heelSlide = exerciseById('heel-slide') as Exercise;
    const out = repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [45, 45, 45, 45, 45] });
    const slides = worn({ thighDeg: (tS) => 10 + out(tS), shankDeg: (tS) => -10 - out(tS), seconds: 28 });
    const approved = [0, 1, 2, 3, 4].map((i) => ({ startMs: 1500 + 5000 * i, endMs: 6000 + 5000 * i }));
    const after = calibrated(-25);
    for (const shown of [sensors, after]) {
      const reference = buildReference({ blocks: slides, approved, exercise: heelSlide, sensors: shown });
      if (!reference.ok) throw new Error(reference.detail);
      const { guided: _guided, ...session } = guidedPrescription(after);
      const prescription: Prescription = { ...session, exercise: heelSlide, reference: reference.value };
      const { repetitions } = analyse(startAnalysis(prescription, 0), slides, { prescription, now: null });
      expect(repetitions.map(({ repetition: { score, features } }) => [score.verdict, features.rangeOfMotionDeg])).toEqual(approved.map(() => ['scored', expect.closeTo(90, -0.5)]));
      expect(reference.value.rangeOfMotionDeg).toBeCloseTo(90, -0.5);
    }
  });

  it('is not, where nothing was calibrated', () => {
    expect(Math.abs(rangeOf(sensors) - 90)).toBeGreaterThan(5);
  });
});

/** The same, seen by a sensor that is strapped on otherwise. */
function turnedIn(values: Float64Array, mounting: Matrix): Float64Array {
  return Float64Array.from({ length: values.length }, (_, i) => intoFrame(mounting, [values[i - (i % 3)], values[i - (i % 3) + 1], values[i - (i % 3) + 2]])[i % 3]);
}
