import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BodySegment } from '../prescription/exercise.js';
import { compensation, type Compensation, type CompensationReference } from './compensation.js';
import { compensationMeasures, type CompensationCode, type RepetitionTraces, type SegmentTrace } from './compensation-measures.js';
import { buildCompensationReference } from './compensation-reference.js';

const stepMs = 20;
const codes = Object.keys(compensationMeasures) as CompensationCode[];

interface Lean {
  frontal?: (phase: number) => number;
  sagittal?: (phase: number) => number;
  axial?: (phase: number) => number;
}

interface Story {
  seconds?: number;
  rangeDeg?: number;
  side?: 'left' | 'right' | null;
  segments?: { [segment in BodySegment]?: Lean };
}

const still = (): number => 0;

/** Out and back once; what leans does so by the phase of the movement, 0 to 1, however long it takes. */
function repetition({ seconds = 4, rangeDeg = 90, side = 'right', segments = { chest: {} } }: Story = {}): RepetitionTraces {
  const samples = Math.round((1000 * seconds) / stepMs);
  const along = (value: (phase: number) => number): number[] => Array.from({ length: samples }, (_, i) => value(i / (samples - 1)));
  const traces: { [segment in BodySegment]?: SegmentTrace } = {};
  for (const [segment, { frontal = still, sagittal = still, axial = still }] of Object.entries(segments)) {
    traces[segment as BodySegment] = { frontalDeg: along(frontal), sagittalDeg: along(sagittal), axialDegPerS: along(axial) };
  }
  return { stepMs, side, angleDeg: along((phase) => (rangeDeg / 2) * (1 - Math.cos(2 * Math.PI * phase))), segments: traces };
}

/** Within the middle fifth of the repetition. */
const midway = (deg: number) => (phase: number): number => (Math.abs(phase - 0.5) < 0.1 ? deg : 0);

function referenceOf(...approved: RepetitionTraces[]): CompensationReference {
  const result = buildCompensationReference(approved);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

function measured(code: CompensationCode, of: RepetitionTraces, reference: CompensationReference | null = null, limitDeg: number | null = null): Compensation {
  const result = compensation(code, of, { reference, limitDeg });
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

describe('compensation against the reference (clinical C12)', () => {
  it('of a constant lean of 3 deg in both is none', () => {
    const leaning = repetition({ segments: { chest: { frontal: () => 3 } } });
    expect(measured('TRUNK_LEAN_SIDE', leaning, referenceOf(leaning, leaning, leaning))).toMatchObject({ valueDeg: 0, exceeded: false });
  });

  it('of 12 deg more at mid-phase is beyond max(5, 3 x 2)', () => {
    const usual = { valueDeg: new Array<number>(100).fill(3), median: 0, spread: 2 };
    const reference = { ...referenceOf(repetition()), measures: { TRUNK_LEAN_SIDE: usual } };
    const leaning = repetition({ segments: { chest: { frontal: (phase) => 3 + midway(12)(phase) } } });
    expect(measured('TRUNK_LEAN_SIDE', leaning, reference)).toEqual({ code: 'TRUNK_LEAN_SIDE', valueDeg: expect.closeTo(12, 9), limitDeg: 6, direction: 'right', exceeded: true });
    const narrower = { ...reference, measures: { TRUNK_LEAN_SIDE: { ...usual, spread: 1 } } };
    expect(measured('TRUNK_LEAN_SIDE', leaning, narrower).limitDeg).toBe(5);
  });

  it('is compared at the same phase, at any tempo and range', () => {
    const lean = (phase: number): number => 20 * Math.sin(Math.PI * phase);
    const reference = referenceOf(repetition({ segments: { chest: { frontal: lean } } }));
    for (const [seconds, rangeDeg] of [[2, 90], [8, 90], [4, 60], [3, -90]]) {
      expect(measured('TRUNK_LEAN_SIDE', repetition({ seconds, rangeDeg, segments: { chest: { frontal: lean } } }), reference).valueDeg).toBeLessThan(1);
    }
    // Early on the way out the reference leans little: the same lean there is too much.
    expect(measured('TRUNK_LEAN_SIDE', repetition({ segments: { chest: { frontal: (phase) => (phase > 0.05 && phase < 0.95 ? 20 : lean(phase)) } } }), reference).exceeded).toBe(true);
  });

  it('without the measure in the reference is counted from the start, and says so', () => {
    const reference = referenceOf(repetition({ segments: {} }));
    expect(compensation('TRUNK_LEAN_SIDE', repetition({ segments: { chest: { frontal: midway(12) } } }), { reference, limitDeg: null })).toMatchObject({ ok: true, flags: ['NO_REFERENCE'], value: { limitDeg: 10 } });
  });

  it('is unknown where nothing moved', () => {
    const reference = referenceOf(repetition());
    expect(compensation('TRUNK_LEAN_SIDE', repetition({ rangeDeg: 0 }), { reference, limitDeg: null })).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});

describe('compensation without a reference', () => {
  it.each<[CompensationCode, Story, number, string]>([
    ['TRUNK_LEAN_SIDE', { segments: { chest: { frontal: midway(-12) } } }, 12, 'left'],
    ['TRUNK_LEAN_FORWARD', { segments: { lumbar: { sagittal: midway(16) } } }, 16, 'forwards'],
    // 40 deg/s for 49 of 100 steps of 20 ms, and back: the sixth largest angle is 36.8 deg, the fifth 37.6 deg, and the quantile is a twentieth of the way between.
    ['TRUNK_ROTATION', { seconds: 2, segments: { lumbar: { axial: (phase) => (phase < 0.5 ? 40 : -40) } } }, 36.84, 'right'],
    ['LUMBAR_ARCH', { segments: { lumbar: { sagittal: midway(12) }, chest: { sagittal: midway(1) } } }, 11, 'forwards'],
    ['HIP_HIKE', { segments: { pelvis: { frontal: midway(-6) } } }, 6, 'left'],
    ['PELVIC_DROP', { segments: { lumbar: { frontal: midway(6) } } }, 6, 'right'],
    ['KNEE_VALGUS_PROXY', { segments: { thigh: { frontal: midway(6) }, shank: { frontal: midway(-3) } } }, 9, 'inwards'],
    ['KNEE_VALGUS_PROXY', { side: 'left', segments: { thigh: { frontal: midway(-6) }, shank: { frontal: midway(3) } } }, 9, 'inwards'],
    ['KNEE_BENT', { segments: { thigh: { sagittal: (phase) => -90 - 60 * Math.sin(Math.PI * phase) }, shank: { sagittal: (phase) => -90 - 60 * Math.sin(Math.PI * phase) + midway(14)(phase) } } }, 14, 'backwards'],
    ['SHOULDER_SHRUG', { segments: { 'upper-back': { frontal: midway(9) } } }, 9, 'right'],
  ])('%s of %j', (code, story, valueDeg, direction) => {
    const found = measured(code, repetition(story));
    expect(found.valueDeg).toBeCloseTo(valueDeg, 6);
    expect(found).toMatchObject({ direction, exceeded: true, limitDeg: compensationMeasures[code].defaultLimitDeg });
  });

  it('goes by the limit of the exercise: a squat may lean', () => {
    const squat = repetition({ segments: { chest: { sagittal: midway(40) } } });
    expect(measured('TRUNK_LEAN_FORWARD', squat, null, 45).exceeded).toBe(false);
    expect(measured('TRUNK_LEAN_FORWARD', squat).exceeded).toBe(true);
  });

  it('backwards, outwards, or flat on the floor is none of these', () => {
    expect(measured('TRUNK_LEAN_FORWARD', repetition({ segments: { chest: { sagittal: midway(-20) } } })).valueDeg).toBe(0);
    expect(measured('KNEE_VALGUS_PROXY', repetition({ segments: { thigh: { frontal: midway(-9) }, shank: {} } })).valueDeg).toBe(0);
    expect(measured('LUMBAR_ARCH', repetition({ segments: { lumbar: { sagittal: midway(-20) }, chest: {} } })).valueDeg).toBe(0);
  });

  it('of a leg that is lifted beyond the vertical is how far its knee is bent all the same', () => {
    const over = (bend: (phase: number) => number): Story => ({ segments: { thigh: { sagittal: (phase) => -90 - 85 * phase }, shank: { sagittal: (phase) => { const deg = -90 - 85 * phase + bend(phase) - 20; return deg < -180 ? deg + 360 : deg; } } } });
    expect(measured('KNEE_BENT', repetition(over(() => 0))).valueDeg).toBeCloseTo(0, 6);
    expect(measured('KNEE_BENT', repetition(over(midway(14)))).valueDeg).toBeCloseTo(14, 6);
  });

  it('of the knee counts only below 60 deg of flexion', () => {
    const deep = (frontalDeg: (phase: number) => number): Story => ({ segments: { thigh: { sagittal: (phase) => -100 * Math.sin(Math.PI * phase), frontal: frontalDeg }, shank: {} } });
    expect(measured('KNEE_VALGUS_PROXY', repetition(deep(midway(30)))).valueDeg).toBe(0);
    expect(measured('KNEE_VALGUS_PROXY', repetition(deep((phase) => (phase > 0.8 && phase < 0.95 ? 12 : 0)))).exceeded).toBe(true);
    const alwaysDeep = repetition({ segments: { thigh: { sagittal: () => 70 }, shank: {} } });
    expect(compensation('KNEE_VALGUS_PROXY', alwaysDeep, { reference: null, limitDeg: null })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(compensation('KNEE_VALGUS_PROXY', repetition({ side: null, segments: { thigh: {}, shank: {} } }), { reference: null, limitDeg: null })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
  });

  it.each(codes)('%s without its sensor is not applicable, never "none"', (code) => {
    expect(compensation(code, repetition({ segments: { forearm: {} } }), { reference: null, limitDeg: null })).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
  });

  it('of one sensor on soft tissue is a hint', () => {
    const flagsOf = (code: CompensationCode, story: Story): string[] => {
      const result = compensation(code, repetition(story), { reference: null, limitDeg: null });
      return result.ok ? result.flags : [];
    };
    expect(flagsOf('KNEE_VALGUS_PROXY', { segments: { thigh: {}, shank: {} } })).toEqual(['LOW_CONFIDENCE', 'NO_REFERENCE']);
    expect(flagsOf('TRUNK_LEAN_SIDE', { segments: { chest: {} } })).toEqual(['NO_REFERENCE']);
  });
});

/** A slow lean that is somewhere else each time. */
const leans = fc.record({ deg: fc.double({ min: -25, max: 25, noNaN: true }), at: fc.double({ min: 0.2, max: 0.8, noNaN: true }) });
const everything = ({ deg, at }: { deg: number; at: number }, offsetDeg = 0, sign = 1): NonNullable<Story['segments']> => {
  const lean = (share: number) => (phase: number): number => sign * (offsetDeg + share * deg * Math.exp(-(((phase - at) / 0.15) ** 2)));
  const both = (share: number): Lean => ({ frontal: lean(share), sagittal: (phase) => sign * lean(share)(phase), axial: (phase) => lean(share)(phase) - sign * offsetDeg });
  return { chest: both(1), lumbar: both(0.5), pelvis: both(0.8), thigh: both(0.6), shank: both(-0.4), 'upper-back': both(0.9) };
};

describe('compensation always', () => {
  it('is the same when all segments lean by as much more in both (clinical I)', () => {
    fc.assert(fc.property(leans, leans, fc.double({ min: -20, max: 20, noNaN: true }), (usual, now, offsetDeg) => {
      const reference = referenceOf(repetition({ segments: everything(usual) }));
      const leaning = referenceOf(repetition({ segments: everything(usual, offsetDeg) }));
      for (const code of codes) {
        const [a, b] = [measured(code, repetition({ segments: everything(now) }), reference), measured(code, repetition({ segments: everything(now, offsetDeg) }), leaning)];
        expect(b.valueDeg).toBeCloseTo(a.valueDeg, 6);
        expect(measured(code, repetition({ segments: everything(now, offsetDeg) })).valueDeg).toBeCloseTo(measured(code, repetition({ segments: everything(now) })).valueDeg, 6);
      }
    }), { numRuns: 20 });
  });

  it('is the same in the mirror, to the other side', () => {
    fc.assert(fc.property(leans, (now) => {
      for (const code of codes) {
        const right = measured(code, repetition({ segments: everything(now) }));
        const left = measured(code, repetition({ side: 'left', segments: everything(now, 0, -1) }));
        expect(left.valueDeg).toBeCloseTo(right.valueDeg, 9);
        if (right.valueDeg > 0.01 && (right.direction === 'left' || right.direction === 'right')) expect(left.direction).not.toBe(right.direction);
      }
    }), { numRuns: 50 });
  });

  it('is no number with a hole anywhere', () => {
    fc.assert(fc.property(leans, fc.nat(199), fc.constantFrom(...codes), (now, at, code) => {
      const holed = repetition({ segments: everything(now) });
      for (const segment of Object.values(holed.segments) as SegmentTrace[]) for (const trace of [segment.frontalDeg, segment.sagittalDeg, segment.axialDegPerS] as number[][]) trace[at] = Number.NaN;
      expect(compensation(code, holed, { reference: null, limitDeg: null })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
      const lost = repetition({ segments: everything(now) });
      (lost.angleDeg as number[])[at] = Number.NaN;
      expect(compensation(code, lost, { reference: referenceOf(repetition({ segments: everything(now) })), limitDeg: null })).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    }), { numRuns: 50 });
  });
});
