import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Result } from '../session/result.js';
import { bounceFeatures, bounceFilter, startBounce, stepBounce } from './bounce.js';
import { compensation } from './compensation.js';
import { compensationMeasures, type CompensationCode, type RepetitionTraces } from './compensation-measures.js';
import { buildCompensationReference } from './compensation-reference.js';
import { holdFeatures } from './hold.js';
import { channelsDistance } from './path-distance.js';
import { phaseLdlj, phaseSparc } from './smoothness.js';
import { symmetry } from './symmetry.js';
import { tremorRms } from './tremor.js';

const stepMs = 20;
const anything = fc.array(fc.double(), { maxLength: 120 });
const codes = Object.keys(compensationMeasures) as CompensationCode[];

const traces = (values: number[]): RepetitionTraces => {
  const segment = { frontalDeg: values, sagittalDeg: values, axialDegPerS: values };
  return { stepMs, side: 'left', angleDeg: values, segments: { chest: segment, lumbar: segment, pelvis: segment, thigh: segment, shank: segment, 'upper-back': segment } };
};

/** Every measure of one stretch of numbers. */
const measures: { [name: string]: (values: number[]) => Result<unknown> } = {
  bounceFeatures: (values) => bounceFeatures({ angleDeg: values, stepMs }),
  holdFeatures: (values) => holdFeatures({ angleDeg: values, velocityDegPerS: values, stepMs }, 30),
  tremorRms: (values) => tremorRms({ x: values, y: values, z: values }, stepMs),
  phaseSparc: (values) => phaseSparc(values, stepMs),
  phaseLdlj: (values) => phaseLdlj(values, stepMs),
  symmetry: (values) => symmetry({ left: { values, measuredAtMs: 0 }, right: { values, measuredAtMs: 0 }, involved: 'left', measurementError: 5 }),
  buildCompensationReference: (values) => buildCompensationReference([traces(values)]),
  ...Object.fromEntries(codes.map((code) => [code, (values: number[]) => compensation(code, traces(values), { reference: null, limitDeg: null })])),
};

describe('bad input (clinical 0.2, I)', () => {
  it.each(Object.keys(measures))('%s never throws, whatever comes', (name) => {
    fc.assert(fc.property(anything, (values) => {
      measures[name](values);
    }));
  });

  it.each(Object.keys(measures))('%s makes no number of what holds one that is none', (name) => {
    fc.assert(fc.property(fc.array(fc.double({ min: -90, max: 90, noNaN: true }), { minLength: 1, maxLength: 120 }), fc.nat(), fc.constantFrom(Number.NaN, Infinity, -Infinity), (values, at, hole) => {
      values[at % values.length] = hole;
      expect(measures[name](values).ok).toBe(false);
    }));
  });

  it('bouncing live, and a path, neither', () => {
    const filter = bounceFilter(stepMs);
    fc.assert(fc.property(anything, (values) => {
      const state = startBounce();
      values.forEach((angleDeg, i) => stepBounce(state, filter, { tMs: i * stepMs, angleDeg }));
      const distance = channelsDistance({ angleDeg: values }, [{ angleDeg: values.map(() => 0) }]);
      if (distance !== null) expect(Number.isFinite(distance)).toBe(true);
    }));
  });
});
