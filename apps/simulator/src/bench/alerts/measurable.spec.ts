import { describe, expect, it } from '@jest/globals';
import type { HeartRateBlock } from '#libs/domain';
import { certainMs, type Fall } from './fall.js';
import { hasFallen, heldMs, measurable, minuteAboveMs } from './measurable.js';
import type { Miscount, Noise, Span } from './noise.js';

const still: Noise = { slips: [], miscounts: [], holes: [], knocks: [], stalls: [] };
const miscount = (factor: number, beats: Miscount['beats'] = 'kept'): Miscount => ({ factor, offsetBpm: 0, beats });
const seconds = (fromS: number, toS: number): Span => ({ fromMs: 1000 * fromS, toMs: 1000 * toS });

/** One reading a second, with a beat in it where `beats`. */
function strap(bpms: number[], beats = false): HeartRateBlock[] {
  return bpms.map((heartRateBpm, i): HeartRateBlock => {
    const tMs = 1000 * i;
    return { kind: 'heart-rate', stream: 0, sequence: i + 1, sensor: 2, startMs: tMs, endMs: tMs, receivedAtMs: tMs, readings: [{ tMs, heartRateBpm, contact: 'detected', rrMs: beats ? [60_000 / heartRateBpm] : [] }] };
  });
}
const hold = (bpm: number, n: number): number[] => new Array<number>(n).fill(bpm);
const seenOf = (bpms: number[], noise: Partial<Noise> = {}) => measurable(strap(bpms), { ...still, ...noise }, 1000 * bpms.length);
const over = (limitBpm: number, heldS: number) => ({ fromMs: 0, toMs: 1e6, heldS, meets: (bpm: number) => bpm > limitBpm });

describe('what could be measured of a heart rate (clinical B4, B6)', () => {
  it('is known from three seconds on', () => {
    expect(seenOf(hold(100, 4)).heartRateBpm.slice(0, 4)).toEqual([null, null, 100, 100]);
  });

  it('is not while the strap is off, five seconds after it, and until three more are there', () => {
    const { heartRateBpm, isOff } = seenOf(hold(100, 30), { slips: [seconds(10, 14)] });
    expect(isOff.indexOf(true)).toBe(10);
    expect(isOff.indexOf(false, 10)).toBe(14);
    expect(heartRateBpm.indexOf(null, 3)).toBe(10);
    expect(heartRateBpm.indexOf(100, 10)).toBe(21);
  });

  it('goes on over a miscount of two seconds, which changes nothing, and not over five', () => {
    expect(seenOf(hold(100, 30), { miscounts: [{ ...seconds(10, 12), ...miscount(2) }] }).heartRateBpm.slice(2, 30)).toEqual(hold(100, 28));
    expect(seenOf(hold(100, 30), { miscounts: [{ ...seconds(10, 15), ...miscount(2) }] }).heartRateBpm.indexOf(null, 3)).toBe(12);
  });

  it('is not while more than a fifth of the beats of 10 s are wrong, and five seconds after that (clinical B4)', () => {
    const seen = (beats: Miscount['beats']) => measurable(strap(hold(60, 60), true), { ...still, miscounts: [{ ...seconds(20, 24), ...miscount(0.5, beats) }] }, 60_000);
    // Half of four seconds' beats are missed, the others twice as long: two wrong ones of nine at 22 s, and one of eight in the ten seconds to 30 s.
    expect(seen('as-counted').heartRateBpm.indexOf(null, 3)).toBe(22);
    expect(seen('as-counted').heartRateBpm.indexOf(60, 22)).toBe(37);
    expect(seen('as-counted').isOff.slice(0, 60).every((off) => !off)).toBe(true);
    for (const beats of ['kept', 'missing'] as const) expect(seen(beats).heartRateBpm.indexOf(60, 22)).toBe(26);
  });

  it('holds for so long: on the second, paused by a short hole, anew after a long one', () => {
    expect(heldMs(seenOf(hold(150, 13)), over(140, 10))).toBe(12_000);
    expect(heldMs(seenOf(hold(150, 12)), over(140, 10))).toBeNull();
    const paused = { miscounts: [{ ...seconds(8, 13), ...miscount(0.5) }] };
    expect(heldMs(seenOf(hold(150, 40), paused), over(140, 10))).toBe(17_000);
    expect(heldMs(seenOf(hold(150, 40), { slips: [seconds(8, 12)] }), over(140, 10))).toBe(29_000);
  });

  it('has fallen by 20 bpm within 15 s, and a minute of it is above a limit by its median', () => {
    const seen = seenOf([...hold(130, 20), ...hold(90, 40)]);
    expect(hasFallen(seen, 20)).toBe(false);
    expect(hasFallen(seen, 28)).toBe(true);
    expect(hasFallen(seen, 50)).toBe(false);
    expect(minuteAboveMs(seenOf(hold(130, 90)), 120, 90_000)).toBe(61_000);
    expect(minuteAboveMs(seenOf(hold(130, 61)), 120, 60_000)).toBeNull();
    expect(minuteAboveMs(seenOf(hold(110, 90)), 120, 90_000)).toBeNull();
  });
});

describe('what could be measured of a fall (clinical C19)', () => {
  const fall: Fall = { atMs: 10_000, untilMs: 35_000, freeMPerS2: 2, blowMPerS2: 30, settleMs: 1000, turnedDeg: 90 };
  const hole = (startMs: number, endMs: number) => ({ startMs, endMs });

  it('is its blow and two seconds of stillness, wherever the radio fails beside them', () => {
    expect(certainMs(fall, [])).toBe(13_390);
    expect(certainMs(fall, [hole(10_000, 10_250)])).toBe(13_390);
    expect(certainMs(fall, [hole(11_500, 12_500)])).toBe(14_500);
    expect(certainMs(fall, [hole(11_000, 15_500)])).toBeNull();
  });

  it('is a free fall of more than 200 ms where the blow was lost, and nothing where both were', () => {
    expect(certainMs(fall, [hole(10_250, 10_500)])).toBe(13_390);
    expect(certainMs(fall, [hole(10_200, 10_450)])).toBeNull();
    expect(certainMs(fall, [hole(9900, 10_900)])).toBeNull();
  });
});
