import { describe, expect, it } from '@jest/globals';
import { exerciseById, exercises } from './index.js';

describe('the catalogue', () => {
  it('has each exercise once, by its id', () => {
    expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
    for (const exercise of exercises) expect(exerciseById(exercise.id)).toBe(exercise);
    expect(exerciseById('handstand')).toBeNull();
  });

  it.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s has a template that can be done, unless heart rate alone judges it', (_id, { primary, template, countFromShare, aerobic }) => {
    expect(primary.kind === 'none').toBe(aerobic);
    if (primary.kind !== 'none') expect(template.rangeOfMotionDeg / Math.min(template.outS, template.backS)).toBeLessThan(200);
    if (primary.kind !== 'none') expect(Math.min(template.rangeOfMotionDeg, template.outS, template.backS)).toBeGreaterThan(0);
    expect(countFromShare).toBeGreaterThan(0.15);
    expect(countFromShare).toBeLessThan(1);
  });
});
