import { describe, expect, it } from '@jest/globals';
import { SessionCurves } from './session-curves.js';

const at = (ms: number) => ({ wallMs: ms, monotonicMs: ms });
const motion = (fromMs: number, angleDeg: (number | null)[], ageMs = 100) => ({ sessionId: 's', fromMs, stepMs: 40, angleDeg, ageMs });

describe('curves of a session', () => {
  it('has no age before anything was heard', () => {
    expect(new SessionCurves().ageMs(at(0))).toBeNull();
    expect(new SessionCurves().nowMs(at(0))).toBeNull();
  });

  it('ages by itself from the age that the server told', () => {
    const curves = new SessionCurves();
    curves.hearMotion(motion(0, [1, 2, 3]), at(5000));
    expect(curves.ageMs(at(5000))).toBe(100);
    expect(curves.ageMs(at(9000))).toBe(4100);
    expect(curves.nowMs(at(9000))).toBe(80 + 4100);
  });

  it('knows how far the repetition is by the newest curve, and no longer once that is old', () => {
    const curves = new SessionCurves();
    expect(curves.repetitionProgress(at(0))).toBeNull();
    curves.hearMotion({ ...motion(400, [1, 2]), progress: 0.6 }, at(1000));
    curves.hearMotion({ ...motion(0, [1, 2]), progress: 0.2 }, at(1010));
    expect(curves.repetitionProgress(at(1010))).toBe(0.6);
    expect(curves.repetitionProgress(at(60_000))).toBeNull();
    curves.hearMotion(motion(480, [1, 2]), at(1100));
    expect(curves.repetitionProgress(at(1100))).toBeNull();
  });

  it('does not get younger by curves in which nothing was measured', () => {
    const curves = new SessionCurves();
    curves.hearMotion(motion(0, [1]), at(0));
    curves.hearMotion(motion(40, [null, null, null]), at(120));
    expect(curves.ageMs(at(120))).toBeGreaterThanOrEqual(220);
  });

  it('does not get older by a curve that was overtaken', () => {
    const curves = new SessionCurves();
    curves.hearMotion(motion(400, [1, 2]), at(1000));
    curves.hearMotion(motion(0, [1, 2], 900), at(1010));
    expect(curves.ageMs(at(1010))).toBe(110);
  });

  it('keeps the age of the heart rate apart', () => {
    const curves = new SessionCurves();
    curves.hearHeartRate({ sessionId: 's', ageMs: 50, ticks: [{ tMs: 1000, smoothedBpm: 100, percentMax: 50, intensityClass: 'light', zone: 'in', contact: 'ok' }] }, at(0));
    expect(curves.ageMs(at(10))).toBe(60);
    curves.hearMotion(motion(6000, [1]), at(6000));
    expect(curves.heartRateAgeMs(at(6000))).toBe(6050);
    expect(curves.ageMs(at(6000))).toBe(100);
  });

  it('does not look younger by a heart rate that still comes', () => {
    const curves = new SessionCurves();
    curves.hearMotion(motion(0, [1]), at(0));
    curves.hearHeartRate({ sessionId: 's', ageMs: 50, ticks: [{ tMs: 4000, smoothedBpm: 100, percentMax: 50, intensityClass: 'light', zone: 'in', contact: 'ok' }] }, at(4000));
    expect(curves.ageMs(at(4000))).toBe(4100);
  });
});
