import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { buildReference } from '../form/build-reference.js';
import type { Reference } from '../form/reference.js';
import { deadBug } from '../prescription/catalogue/dead-bug.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis } from '../session/analyse.js';
import type { ImuBlock } from '../session/block.js';

/** Without its faults of the trunk, which need to know how sensors are strapped on. */
const exercise = { ...deadBug, faults: [] };
const sensors: Prescription['sensors'] = [
  { sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'left' } }, { sensor: 1, kind: 'imu', placement: { segment: 'thigh', side: 'right' } },
  { sensor: 2, kind: 'imu', placement: { segment: 'lumbar', side: 'midline' } },
];
const seconds = 68;
/** Left at 2, 12, 22 s and so on, right five seconds later; simulated, no person. */
function done({ left, right }: { left: number[]; right: number[] }): ImuBlock[] {
  const turns = (firstS: number, rangesDeg: number[]) => repeated({ firstS, outS: 1.5, cycleS: 10, rangesDeg });
  const blocks = [blocksOf(turns(2, left), { seconds, sensor: 0 }), blocksOf(turns(7, right), { seconds, sensor: 1 }), blocksOf(() => 0, { seconds, sensor: 2 })];
  return blocks.flat().sort((a, b) => a.endMs - b.endMs || a.sensor - b.sensor);
}
const spansFrom = (firstMs: number, count: number) => Array.from({ length: count }, (_, i) => ({ startMs: firstMs + 10_000 * i - 100, endMs: firstMs + 10_000 * i + 3200 }));
const shown = done({ left: [60, 62, 58, 61, 59, 60], right: [40, 41, 39, 40, 42, 40] });

function referenceOf(approved: ReturnType<typeof spansFrom>, worn = sensors): Reference {
  const built = buildReference({ blocks: shown.filter(({ sensor }) => worn.some((each) => each.sensor === sensor)), approved, exercise, sensors: worn, side: 'both' });
  if (!built.ok) throw new Error(built.detail);
  return built.value;
}

const inTurn = prescribed({ exercise, side: 'both', sensors });
function told(blocks: ImuBlock[], over: Partial<Prescription>) {
  const prescription = { ...inTurn, ...over };
  return analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null }).repetitions.map(({ repetition }) => repetition);
}

describe('sides that take turns, with a sensor on each thigh (clinical C13)', () => {
  const reference = referenceOf([...spansFrom(2000, 6), ...spansFrom(7000, 6)]);

  it('have a reference each, of their own repetitions', () => {
    expect(reference).toMatchObject({ side: 'left', repetitions: 6, sensors: [0], otherSide: { side: 'right', repetitions: 6, sensors: [1] } });
    expect(reference.rangeOfMotionDeg).toBeCloseTo(60, -0.5);
    expect(reference.otherSide?.rangeOfMotionDeg).toBeCloseTo(40, -0.5);
  });

  it('are not both measured by one goniometer reading', () => {
    const build = (approved: ReturnType<typeof spansFrom>) => buildReference({ blocks: shown, approved, exercise, sensors, side: 'both', goniometerDeg: 64 });
    expect(build([...spansFrom(2000, 6), ...spansFrom(7000, 6)])).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE', detail: expect.stringContaining('64 deg') });
    expect(build(spansFrom(2000, 6))).toMatchObject({ ok: true, value: { side: 'left', goniometerDeg: 64 } });
  });

  it('are told apart, judged each against its own, and compared within the session', () => {
    const found = told(done({ left: [60, 61, 30, 60, 59, 60], right: [40, 41, 40, 39, 40, 41] }), { reference });
    expect(found.map(({ side }) => side)).toEqual(['left', 'right', 'left', 'right', 'left', 'right', 'left', 'right', 'left', 'right', 'left', 'right']);
    expect(found.map(({ score }) => (score.verdict === 'cannot-judge' ? score.reason : score.band))).toEqual(['good', 'good', 'good', 'good', expect.stringMatching(/fair|poor/), ...new Array(7).fill('good')]);
    expect(found[4].score.codes.filter(({ severity }) => severity === 'clear').map(({ code, side }) => [code, side])).toContainEqual(['INCOMPLETE_RANGE', 'left']);
    expect(found[3].standing.session.symmetry).toBeNull();
    expect(found[11].standing.session.symmetry).toMatchObject({ left: expect.closeTo(60, -0.5), right: expect.closeTo(40, -0.5), lowerSide: 'right', code: 'ASYMMETRIC', isWithinSession: true });
  });

  it('are counted without a reference, and of the side that was never shown', () => {
    const blocks = done({ left: [60, 61, 58, 60, 59, 60], right: [50, 51, 50, 49, 50, 51] });
    expect(told(blocks, {}).map(({ side, score }) => [side, score.verdict])).toEqual(new Array(12).fill(0).map((_, i) => [i % 2 === 0 ? 'left' : 'right', 'cannot-judge']));
    const leftOnly = referenceOf(spansFrom(2000, 6));
    expect(leftOnly.otherSide).toBeUndefined();
    expect(told(blocks, { reference: leftOnly }).map(({ side, score }) => [side, score.verdict])).toEqual(new Array(12).fill(0).map((_, i) => (i % 2 === 0 ? ['left', 'scored'] : ['right', 'cannot-judge'])));
  });

  it('show the angle of whichever moves', () => {
    const { telemetry } = analyse(startAnalysis({ ...inTurn, reference }, 0), shown, { prescription: { ...inTurn, reference }, now: null });
    const most = (fromMs: number) => Math.max(...telemetry.angles.filter(({ tMs }) => tMs >= fromMs && tMs < fromMs + 4000).map(({ angleDeg }) => angleDeg ?? 0));
    expect(most(12_000)).toBeCloseTo(62, -0.5);
    expect(most(17_000)).toBeCloseTo(41, -0.5);
  });

  it('are not known where one thigh alone wears a sensor, and not asked after where one side is prescribed', () => {
    const worn = sensors.filter(({ sensor }) => sensor !== 1);
    const one = told(shown.filter(({ sensor }) => sensor !== 1), { sensors: worn, reference: referenceOf(spansFrom(2000, 6), worn) });
    expect(one.map(({ side, standing }) => [side, standing.session.symmetry])).toEqual(new Array(6).fill([null, null]));
    expect(told(shown, { side: 'left' }).map((each) => 'side' in each)).toEqual(new Array(6).fill(false));
  });
});
