import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { buildReference } from '../form/build-reference.js';
import type { Reference } from '../form/reference.js';
import type { Prescription } from '../prescription/prescription.js';
import type { Repetition } from '../repetition/repetition.js';
import { analyse, emptyAnalysis, startAnalysis, stepAnalysis, type Analysis } from './analyse.js';
import type { Block, ImuBlock } from './block.js';

/** Clinical I.2 and I.3 over the whole fold; any cut into calls, with the state stored between, is in `analyse.spec.ts`. */
const thigh = prescribed({ intensity: null, sensors: [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'right' } }] });
const taughtRangesDeg = [60, 62, 58, 61, 59];
const usual = { firstS: 2, outS: 1.5, cycleS: 5 };
/** Two seconds of rest, a cycle each, and rest at the end. */
const secondsOf = (repetitions: number): number => 3 + usual.cycleS * repetitions;

function movementOf(rangesDeg: number[], outS = usual.outS): ImuBlock[] {
  return blocksOf(repeated({ ...usual, outS, rangesDeg }), { seconds: secondsOf(rangesDeg.length) });
}

function referenceOf(blocks: ImuBlock[]): Reference {
  const approved = taughtRangesDeg.map((_, i) => ({ startMs: 1900 + 5000 * i, endMs: 5000 + 5000 * i }));
  const built = buildReference({ blocks, approved, exercise: thigh.exercise, sensors: thigh.sensors });
  if (!built.ok) throw new Error(built.detail);
  return built.value;
}

const taught: Prescription = { ...thigh, reference: referenceOf(movementOf(taughtRangesDeg)) };

function analysed(blocks: readonly ImuBlock[], prescription = taught): Analysis {
  return analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
}

function repetitionsIn(blocks: readonly ImuBlock[], prescription = taught): Repetition[] {
  return analysed(blocks, prescription).repetitions.map(({ repetition }) => repetition);
}

const scoreOf = ({ score }: Repetition): number | null => (score.verdict === 'cannot-judge' ? null : score.score);

const someRangesDeg = fc.array(fc.double({ min: 30, max: 80, noNaN: true }), { minLength: 1, maxLength: 4 });
const someOutS = fc.double({ min: 0.8, max: 2, noNaN: true });
const runs = { numRuns: 40 };

describe('analyse, whatever the movement', () => {
  it('finds each repetition once, with a score from 0 to 100', () => {
    fc.assert(fc.property(someRangesDeg, someOutS, (rangesDeg, outS) => {
      const scores = repetitionsIn(movementOf(rangesDeg, outS)).map(scoreOf);
      expect(scores).toHaveLength(rangesDeg.length);
      for (const score of scores) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }
    }), runs);
  });

  it('judges none that the end of the session cut off, wherever it did, and counts it once it was well on its way', () => {
    const blocks = movementOf([60, 60]);
    fc.assert(fc.property(fc.integer({ min: 30, max: blocks.length - 2 }), (count) => {
      const cut = blocks.slice(0, count);
      const atMs = cut[count - 1].endMs;
      const ended: Block[] = [...cut, { kind: 'end', stream: 0, sequence: count + 1, sensor: 0, startMs: atMs, endMs: atMs, receivedAtMs: atMs, lastSequence: count + 1 }];
      const [, second] = analyse(startAnalysis(taught, 0), ended, { prescription: taught, now: null }).repetitions.map(({ repetition }) => repetition.score);
      // The second begins at 7 s, turns at 8.5 s and is back at 10 s; a fast way back would be one of somebody who was stopped.
      const verdict = atMs <= 8500 ? [undefined, 'unfinished'] : atMs < 9250 ? ['unfinished'] : ['unfinished', 'scored'];
      expect(verdict).toContain(second?.verdict === 'cannot-judge' ? second.reason : second?.verdict);
      if (atMs >= 10_250) expect(second?.verdict).toBe('scored');
    }), { numRuns: 40 });
  });

  it('goes on in a state that it owns as it does on copies, and writes into nothing that was told', () => {
    fc.assert(fc.property(someRangesDeg, fc.integer({ min: 1, max: 9 }), (rangesDeg, blocksACall) => {
      const blocks = movementOf(rangesDeg);
      const owned = startAnalysis(taught, 0);
      let copied = startAnalysis(taught, 0);
      const told: { news: Analysis; text: string }[] = [];
      for (let from = 0; from < blocks.length; from += blocksACall) {
        const call = blocks.slice(from, from + blocksACall);
        const now = { epochMs: call[0].endMs, waitingSinceMs: null };
        const news = emptyAnalysis(owned);
        stepAnalysis(news, call, { prescription: taught, now });
        const before = JSON.stringify(copied);
        const copy = analyse(copied, call, { prescription: taught, now });
        expect(JSON.stringify(copied)).toBe(before);
        copied = copy.state;
        expect(newsIn(news)).toBe(newsIn(copy));
        told.push({ news, text: newsIn(news) });
      }
      expect(JSON.stringify(owned)).toBe(JSON.stringify(copied));
      for (const { news, text } of told) expect(newsIn(news)).toBe(text);
    }), { numRuns: 20 });
  });

  it('gives the same of a sensor worn the other way round, taught and followed so', () => {
    const turned: Prescription = { ...thigh, reference: referenceOf(movementOf(taughtRangesDeg).map(turnedAboutVertical)) };
    fc.assert(fc.property(someRangesDeg, someOutS, (rangesDeg, outS) => {
      const blocks = movementOf(rangesDeg, outS);
      expectAlike(repetitionsIn(blocks.map(turnedAboutVertical), turned), repetitionsIn(blocks));
    }), runs);
  });

  it('gives the same in the mirror, with the other side named', () => {
    const right: Prescription = { ...taught, side: 'right' };
    const sensors: Prescription['sensors'] = [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'left' } }];
    const left: Prescription = { ...thigh, side: 'left', sensors, reference: referenceOf(movementOf(taughtRangesDeg).map(mirrored)) };
    const onTheRight = (repetitions: readonly Repetition[]): Repetition[] => JSON.parse(JSON.stringify(repetitions, (_, value: unknown) => (value === 'left' ? 'right' : value))) as Repetition[];
    fc.assert(fc.property(someRangesDeg, someOutS, (rangesDeg, outS) => {
      const blocks = movementOf(rangesDeg, outS);
      expectAlike(onTheRight(repetitionsIn(blocks.map(mirrored), left)), repetitionsIn(blocks, right));
    }), { numRuns: 20 });
  });

  it('never scores a faster way out higher, once it is faster than usual', () => {
    const hasty = fc.double({ min: 0.6, max: 1.5, noNaN: true });
    fc.assert(fc.property(hasty, hasty, (a, b) => {
      const [faster, slower] = [Math.min(a, b), Math.max(a, b)].map((outS) => repetitionsIn(movementOf([60], outS)).map(scoreOf));
      expect(faster[0] ?? Number.NaN).toBeLessThanOrEqual((slower[0] ?? Number.NaN) + 1e-9);
    }), { numRuns: 20 });
  });

  it('measures the same range at half the rate, to one degree', () => {
    fc.assert(fc.property(someRangesDeg, someOutS, (rangesDeg, outS) => {
      const blocks = movementOf(rangesDeg, outS);
      const whole = repetitionsIn(blocks);
      const half = repetitionsIn(everySecondSample(blocks));
      expect(half).toHaveLength(whole.length);
      half.forEach(({ features }, i) => {
        expect(Math.abs((features.rangeOfMotionDeg ?? Number.NaN) - (whole[i].features.rangeOfMotionDeg ?? Number.NaN))).toBeLessThan(1);
      });
    }), runs);
  });

  it('gives the same later, but for the times', () => {
    fc.assert(fc.property(someRangesDeg, fc.integer({ min: 1, max: 7_200_000 }), (rangesDeg, shiftMs) => {
      const blocks = movementOf(rangesDeg);
      const back = earlierBy(repetitionsIn(blocks.map((block) => laterBy(block, shiftMs))), shiftMs);
      expectAlike(back, repetitionsIn(blocks));
    }), runs);
  });

  it('never scores a smaller range higher against the same reference', () => {
    const upToUsual = fc.double({ min: 15, max: 60, noNaN: true });
    fc.assert(fc.property(upToUsual, upToUsual, (a, b) => {
      const [smaller, larger] = [Math.min(a, b), Math.max(a, b)].map((rangeDeg) => repetitionsIn(movementOf([rangeDeg])).map(scoreOf));
      // A movement too small to be a repetition is an attempt, without a score.
      for (const score of smaller) expect(score ?? 0).toBeLessThanOrEqual((larger[0] ?? Number.NaN) + 1e-9);
    }), { numRuns: 100 });
  });

  it('makes no number of what is none', () => {
    const hole = fc.record({ block: fc.nat(), sample: fc.nat(), value: fc.constantFrom(Number.NaN, Infinity, -Infinity), of: fc.constantFrom('accelerationMPerS2' as const, 'angularVelocityDegPerS' as const) });
    fc.assert(fc.property(fc.array(hole, { minLength: 1, maxLength: 20 }), (holes) => {
      const blocks = movementOf([60, 55]);
      for (const { block, sample, value, of } of holes) blocks[block % blocks.length][of][sample % 75] = value;
      const { repetitions, state, telemetry } = analysed(blocks);
      expect(numbersIn({ repetitions, state, telemetry }).filter((each) => !Number.isFinite(each))).toEqual([]);
    }), runs);
  });

  it('scores no repetition of which a part is no number', () => {
    fc.assert(fc.property(fc.integer({ min: 10, max: 15 }), fc.constantFrom(Number.NaN, Infinity), (from, value) => {
      const blocks = movementOf([60, 60, 60]);
      // Half a second of the first; it lasts from 2 to 5 s. The filter then settles anew, for three seconds; the third begins at 12 s.
      for (const block of blocks.slice(from, from + 2)) block.angularVelocityDegPerS.fill(value);
      const repetitions = repetitionsIn(blocks);
      const scored = repetitions.filter(({ startMs, score }) => startMs < 5000 && score.verdict !== 'cannot-judge');
      expect(scored).toEqual([]);
      expect(repetitions.filter(({ startMs }) => startMs >= 11_500).map(({ score }) => score.verdict)).toEqual(['scored']);
    }), runs);
  });
});

function newsIn({ repetitions, findings, telemetry }: Analysis): string {
  return JSON.stringify({ repetitions, findings, telemetry });
}

/** What the sensor measures that is turned by 180 deg about its vertical axis: its x and y point the other way. */
function turnedAboutVertical(block: ImuBlock): ImuBlock {
  const turn = (values: Float64Array): Float64Array => values.map((value, i) => (i % 3 === 2 ? value : -value));
  return { ...block, accelerationMPerS2: turn(block.accelerationMPerS2), angularVelocityDegPerS: turn(block.angularVelocityDegPerS) };
}

/** What the sensor of the other side measures in the mirror: accelerations are reflected in its y, rotations about x and z turn round. */
function mirrored(block: ImuBlock): ImuBlock {
  return {
    ...block,
    accelerationMPerS2: block.accelerationMPerS2.map((value, i) => (i % 3 === 1 ? -value : value)),
    angularVelocityDegPerS: block.angularVelocityDegPerS.map((value, i) => (i % 3 === 1 ? value : -value)),
  };
}

/** Two blocks of 25 samples become one of 25 at half the rate. */
function everySecondSample(blocks: readonly ImuBlock[]): ImuBlock[] {
  const halved = (a: Float64Array, b: Float64Array): Float64Array => Float64Array.from([...a, ...b].filter((_, i) => Math.floor(i / 3) % 2 === 0));
  return Array.from({ length: Math.floor(blocks.length / 2) }, (_, i) => {
    const [first, second] = [blocks[2 * i], blocks[2 * i + 1]];
    return {
      ...second, sequence: i + 1, startMs: first.startMs, rateHz: first.rateHz / 2,
      accelerationMPerS2: halved(first.accelerationMPerS2, second.accelerationMPerS2),
      angularVelocityDegPerS: halved(first.angularVelocityDegPerS, second.angularVelocityDegPerS),
    };
  });
}

function laterBy(block: ImuBlock, shiftMs: number): ImuBlock {
  return { ...block, startMs: block.startMs + shiftMs, endMs: block.endMs + shiftMs, receivedAtMs: block.receivedAtMs + shiftMs };
}

/** Of the repetition, and of the cue that it brings. */
function earlierBy(repetitions: readonly Repetition[], shiftMs: number): Repetition[] {
  const moved = (key: string, value: unknown): unknown => (typeof value === 'number' && key.endsWith('Ms') ? value - shiftMs : value);
  return JSON.parse(JSON.stringify(repetitions, moved)) as Repetition[];
}

/** The same words, and numbers to a millionth. */
function expectAlike(actual: readonly Repetition[], expected: readonly Repetition[]): void {
  expect(wordsIn(actual)).toEqual(wordsIn(expected));
  const numbers = numbersIn(expected);
  numbersIn(actual).forEach((value, i) => {
    expect(value).toBeCloseTo(numbers[i], 6);
  });
}

function wordsIn(repetitions: readonly Repetition[]): unknown {
  return JSON.parse(JSON.stringify(repetitions, (_, value: unknown) => (typeof value === 'number' ? 'a number' : value)));
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(numbersIn);
}
