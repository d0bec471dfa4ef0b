import { describe, expect, it } from '@jest/globals';
import { domainWeights } from '../../form/domain-weights.js';
import { formCodes, meaningOf } from '../../form/code.js';
import type { Exercise } from '../exercise.js';
import { exerciseById, exercises } from './index.js';

const named = exercises.map((exercise) => [exercise.id, exercise] as const);

describe('the catalogue', () => {
  it('has each exercise once, by its id', () => {
    expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
    expect(new Set(exercises.map(({ name }) => name)).size).toBe(exercises.length);
    for (const exercise of exercises) expect(exerciseById(exercise.id)).toBe(exercise);
    expect(exerciseById('handstand')).toBeNull();
  });

  it('has at least 25, of every pillar, for the back, the knee, the shoulder and the neck', () => {
    expect(exercises.length).toBeGreaterThanOrEqual(25);
    expect(new Set(exercises.map(({ pillar }) => pillar))).toEqual(new Set(['exercise', 'stretching', 'restoration']));
    expect(exercises.map(({ region }) => region)).toEqual(expect.arrayContaining(['low-back', 'knee', 'shoulder', 'neck', 'hip', 'ankle']));
  });

  it.each(named)('%s can be done: a template of human speed wherever there are repetitions', (_id, { primary, template, countFromShare, scoring }) => {
    const isCounted = ['dynamic-strength', 'static-stretch', 'isometric-hold'].includes(scoring);
    expect(primary.kind === 'none').toBe(!isCounted);
    if (isCounted) expect(template.rangeOfMotionDeg / Math.min(template.outS, template.backS)).toBeLessThan(100);
    expect(Math.min(template.rangeOfMotionDeg, template.outS, template.backS) > 0).toBe(isCounted);
    expect(countFromShare).toBeGreaterThan(0.15);
    expect(countFromShare).toBeLessThan(1);
  });

  it.each(named)('%s needs the sensors that carry its angle', (_id, { primary, sensors }) => {
    const required = sensors.filter(({ need }) => need === 'required').map(({ segment }) => segment);
    expect(required).toEqual(expect.arrayContaining(segmentsOf(primary)));
    expect(required.length > 0).toBe(primary.kind !== 'learned');
    expect(new Set(sensors.map(({ segment, kind }) => `${segment} ${kind}`)).size).toBe(sensors.length);
    for (const { placement } of sensors) expect(placement.length).toBeGreaterThan(8);
  });

  it.each(named)('%s names its faults, each once, with a limit that has a unit and a cue that says what to do', (_id, { faults }) => {
    expect(faults.length).toBeGreaterThan(0);
    expect(new Set(faults.map(({ code }) => code)).size).toBe(faults.length);
    for (const { code, limit, cue } of faults) {
      expect(formCodes).toContain(code);
      expect(limit === null || limit > 0).toBe(true);
      expect(cue).toMatch(/^[A-Z]/);
      expect(cue).not.toMatch(/\b(don.t|not|never|no|wrong|bad|stop)\b(?! (a little earlier|when))/i);
      expect(cue.length).toBeLessThan(70);
    }
  });

  it.each(named)('%s asks for more range, load or time in no words but those that are kept back while it hurts', (_id, { faults }) => {
    const asks = /\b(further|higher|longer|deeper|closer|faster|past|all the way|little (lower|more)(?! calmly))\b/i;
    expect(faults.filter(({ code, cue }) => asks.test(cue) && meaningOf(code).asksForMore !== true)).toEqual([]);
  });

  it.each(named)('%s has a dose that makes sense', (id, { dose, phases, scoring, template }) => {
    expect(dose.sets).toBeGreaterThanOrEqual(1);
    expect(dose.sets).toBeLessThanOrEqual(3);
    expect(dose.repetitions !== null || dose.durationS !== null).toBe(true);
    // As many as one can in half a minute is a test, not a dose.
    if (id === 'chair-stand-30-s') return;
    if (scoring === 'dynamic-strength') expect(dose.repetitions).toBeGreaterThanOrEqual(8);
    if (scoring === 'dynamic-strength') expect(dose.repetitions).toBeLessThanOrEqual(15);
    if (scoring === 'static-stretch') expect(dose.holdS).toBeGreaterThanOrEqual(30);
    if (scoring === 'static-stretch') expect(dose.holdS).toBeLessThanOrEqual(60);
    expect(dose.sessionsPerWeek).toBeGreaterThanOrEqual(scoring === 'static-stretch' ? 5 : 2);
    if (phases.hold === 'at-end') expect(dose.holdS).toBe(template.holdS);
    else if (scoring !== 'balance') expect(dose.holdS).toBeNull();
  });

  it.each(named)('%s says where it belongs and when to ask first', (_id, exercise) => {
    expect(exercise.linkedRegions).not.toContain(exercise.region);
    expect(exercise.impairments.length).toBeGreaterThan(0);
    expect(exercise.contraindications.length).toBeGreaterThan(0);
    // Judged by the heart rate, however one walks meanwhile.
    if (exercise.aerobic) expect(exercise.sensors).toContainEqual(expect.objectContaining({ kind: 'heart-rate', need: 'required' }));
    if (exercise.pillar === 'stretching') expect(exercise.scoring).toBe('static-stretch');
  });

  it('watches the neighbours that a complaint often comes from: shoulder to upper back, knee to hip, low back to hip', () => {
    const linkedTo = (region: Exercise['region']): string[][] => exercises.filter((each) => each.region === region && !each.aerobic).map(({ linkedRegions }) => linkedRegions);
    expect(linkedTo('shoulder').every((linked) => linked.includes('upper-back'))).toBe(true);
    expect(linkedTo('knee').every((linked) => linked.includes('hip'))).toBe(true);
    expect(linkedTo('low-back').every((linked) => linked.includes('hip'))).toBe(true);
  });

  it('weighs the domains of every kind of exercise to one', () => {
    for (const weights of Object.values(domainWeights)) {
      if (weights !== null) expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });
});

function segmentsOf(primary: Exercise['primary']): string[] {
  if (primary.kind === 'segment') return [primary.segment];
  return primary.kind === 'joint' ? [primary.proximal, primary.distal] : [];
}
