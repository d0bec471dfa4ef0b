import { describe, expect, it } from '@jest/globals';
import { patternFor } from './breathing-adherence.js';
import type { ChestStretch } from './chest-stretch.js';
import { sessionBreathing, sessionRespiration } from './session-respiration.js';

const rateHz = 25;

/** A chest on its back that tilts by up to `tilt` m/s2 with each breath of in, hold and out, s. */
function chest([inS, holdS, outS]: [number, number, number], seconds: number, tilt = 0.3): ChestStretch {
  const cycleS = inS + holdS + outS;
  const accelerationMPerS2 = Float64Array.from({ length: 3 * seconds * rateHz }, (_, i) => {
    const at = (Math.floor(i / 3) / rateHz) % cycleS;
    const up = at < inS ? (1 - Math.cos((Math.PI * at) / inS)) / 2 : at < inS + holdS ? 1 : (1 + Math.cos((Math.PI * (at - inS - holdS)) / outS)) / 2;
    return [0.1, tilt * up, 9.81][i % 3];
  });
  return { startMs: 0, rateHz, accelerationMPerS2 };
}

/** Beats of a heart whose interval goes with a breath of `hz`, by second, ms. */
function beats(hz: number, seconds: number): number[][] {
  const out: number[][] = Array.from({ length: seconds }, () => []);
  for (let tMs = 0; tMs < seconds * 1000; ) {
    const rr = 850 + 40 * Math.sin((2 * Math.PI * hz * tMs) / 1000);
    out[Math.floor(tMs / 1000)].push(rr);
    tMs += rr;
  }
  return out;
}

const silent = (seconds: number): number[][] => Array.from({ length: seconds }, () => []);

describe('breathing of a session', () => {
  it('is the median of its half minutes, by chest and beats', () => {
    const found = sessionRespiration({ rrMs: beats(1 / 4, 120) }, [chest([1.5, 0, 2.5], 120)]);
    expect(found).toMatchObject({ ok: true, value: { windows: 4, of: 4, disagreeing: 0 } });
    expect(found.ok && Math.abs(found.value.breathsPerMin - 15)).toBeLessThan(0.3);
  });

  it('is told by either alone, and counts where they do not agree', () => {
    expect(sessionRespiration({ rrMs: silent(60) }, [chest([1.5, 0, 2.5], 60)])).toMatchObject({ ok: true, value: { windows: 2, of: 2 } });
    expect(sessionRespiration({ rrMs: beats(1 / 4, 120) }, [])).toMatchObject({ ok: true, value: { disagreeing: 0, of: 4 } });
    expect(sessionRespiration({ rrMs: beats(1 / 3, 120) }, [chest([2, 0, 4], 120)])).toMatchObject({ ok: true, value: { disagreeing: expect.any(Number) } });
  });

  it('is not known without either', () => {
    expect(sessionRespiration({ rrMs: silent(60) }, [])).toMatchObject({ ok: false, reason: 'LOW_QUALITY' });
    expect(sessionRespiration({ rrMs: silent(10) }, [])).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});

describe('paced breathing by the chest (clinical B12, feature C7)', () => {
  it('keeps to 3-2-4 whichever way the sensor points', () => {
    expect(sessionBreathing([chest([3, 2, 4], 90)], patternFor([]))).toMatchObject({ ok: true, value: { percent: 100, codes: [] } });
    expect(sessionBreathing([chest([3, 2, 4], 90, -0.3)], patternFor([]))).toMatchObject({ ok: true, value: { percent: 100, codes: [] } });
  });

  it('is too fast', () => {
    expect(sessionBreathing([chest([2, 0, 3], 60)], patternFor([]))).toMatchObject({ ok: true, value: { percent: 0, codes: ['BREATH_TOO_FAST'] } });
  });

  it('is not known without a sensor on the chest', () => {
    expect(sessionBreathing([], patternFor([]))).toMatchObject({ ok: false, reason: 'INSUFFICIENT_DATA' });
  });
});
