import { describe, expect, it } from '@jest/globals';
import { backwardOf, gaitOf, hipHike, type Gait } from './gait.js';

const rateHz = 50;
const over = (seconds: number, at: (tS: number) => number): number[] => Array.from({ length: seconds * rateHz }, (_, i) => at(i / rateHz));
const walking = (limp: number) => (tS: number): number => Math.sin(2 * Math.PI * 1.8 * tS) + limp * Math.sin(2 * Math.PI * 0.9 * tS);

function measured(vertical: number[]): Gait {
  const result = gaitOf(vertical, [], rateHz);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

describe('gait (clinical C15, vectors.json gaitRegularity)', () => {
  it('of the vector', () => {
    const gait = measured(over(10, walking(0.3)));
    expect(gait.stepSamples).toBe(28);
    expect(gait.stepRegularity).toBeCloseTo(0.83342445, 6);
    expect(gait.strideRegularity).toBeCloseTo(0.99624322, 6);
    expect(gait.symmetry).toBeCloseTo(0.8366, 4);
    expect(60 * rateHz / gait.stepSamples).toBeCloseTo(107.14285714285714, 9);
    expect(gait.cadencePerMin).toBeGreaterThan(107.14);
    expect(Math.abs(gait.cadencePerMin - 108)).toBeLessThan(0.5);
    expect(gait.isAsymmetric).toBe(false);
  });

  it('calls steps uneven when the sides differ and strides are regular', () => {
    expect(measured(over(10, walking(0.5))).isAsymmetric).toBe(true);
    expect(measured(over(10, walking(0))).symmetry).toBeCloseTo(1, 1);
  });

  it('says nothing of turning, standing, few steps or a signal with holes', () => {
    expect(gaitOf(over(10, walking(0)), over(10, () => 45), rateHz)).toMatchObject({ ok: false, reason: 'NOT_APPLICABLE' });
    expect(gaitOf(over(10, walking(0)), over(10, (tS) => 45 * Math.sin(2 * Math.PI * 0.9 * tS)), rateHz)).toMatchObject({ ok: true });
    expect(gaitOf(over(10, () => 0), [], rateHz)).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    expect(gaitOf(over(4, walking(0)), [], rateHz)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
    expect(gaitOf([Number.NaN, ...over(10, walking(0))], [], rateHz)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
  });

  it.each([1.8, 2.3, 2.6])('sees a limp at %d steps a second, where a stride takes no longer than a slow step', (stepsPerS) => {
    const limping = (limp: number) => over(10, (tS) => Math.sin(2 * Math.PI * stepsPerS * tS) + limp * Math.sin(Math.PI * stepsPerS * tS));
    expect(measured(limping(0.5))).toMatchObject({ isAsymmetric: true, cadencePerMin: expect.closeTo(60 * stepsPerS, -0.5), symmetry: expect.closeTo(0.6, 1) });
    expect(measured(limping(0.1))).toMatchObject({ isAsymmetric: false, cadencePerMin: expect.closeTo(60 * stepsPerS, -0.5) });
  });

  describe('a hip that hikes on one side', () => {
    /** Half a second of step and a bit, so that no step begins on a sample; the window begins anywhere in one. */
    const stepS = 0.553;
    const pelvis = (left: number, right: number, beginsAt: number): number[] =>
      over(10, (atS) => { const tS = atS + beginsAt * stepS; return (Math.floor(tS / stepS) % 2 === 0 ? left : -right) * Math.sin((Math.PI * (tS % stepS)) / stepS); });
    const anywhere = [0, 0.25, 0.5, 0.75, 1.1, 1.5, 1.9];

    it.each(anywhere)('is seen when the window begins %d steps after the left foot', (beginsAt) => {
      expect(hipHike(pelvis(10, 3, beginsAt), stepS * rateHz)).toMatchObject({ ok: true, value: { isHike: true, differenceDeg: expect.closeTo(7, -0.3) } });
      expect(hipHike(pelvis(3, 10, beginsAt), stepS * rateHz)).toMatchObject({ value: { isHike: true } });
      expect(hipHike(pelvis(6, 4, beginsAt), stepS * rateHz)).toMatchObject({ value: { isHike: false } });
      expect(hipHike(pelvis(8, 8, beginsAt), stepS * rateHz)).toMatchObject({ value: { isHike: false, differenceDeg: expect.closeTo(0, -0.3) } });
    });

    it('is not looked for in few steps, nor over a hole', () => {
      expect(hipHike(pelvis(6, 4, 0).slice(0, 100), stepS * rateHz)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
      expect(hipHike([...pelvis(6, 4, 0), Number.NaN], stepS * rateHz)).toMatchObject({ ok: false, reason: 'MISSING_INPUT' });
    });
  });

  it('confirms a direction by the swing of the shank', () => {
    const swing = (sign: number): number[] => over(10, (tS) => sign * (250 * Math.max(0, Math.sin(2 * Math.PI * 0.9 * tS)) ** 2 - 80));
    expect(backwardOf(swing(1), 56, 1)).toMatchObject({ ok: true, value: { share: 0, isBackward: false } });
    expect(backwardOf(swing(-1), 56, 1)).toMatchObject({ ok: true, value: { share: 1, isBackward: true } });
    expect(backwardOf(swing(1), 56, -1)).toMatchObject({ ok: true, value: { share: 1, isBackward: true } });
    expect(backwardOf(swing(1).slice(0, 120), 56, 1)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
