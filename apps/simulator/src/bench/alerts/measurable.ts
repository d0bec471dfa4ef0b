import type { Block, ImuBlock } from '#libs/domain';
import { isLost, strapSays, type HeartRateReading, type Noise } from './noise.js';

/**
 * What could be known of a session, from what truly happened and the list of what the sensors could not see, never from what was told.
 * An event is one that must be told when the sentence of its rule (clinical E2) is met by this; what is not met by it was unmeasurable.
 * Written once more, offline and apart from the domain, by clinical B4 and B6.
 */
export interface Measurable {
  /** Smoothed heart rate by the second of session time, bpm; null: not known. */
  heartRateBpm: (number | null)[];
  /** Seconds in which the strap itself said, or its number shows, that it does not touch. */
  isOff: boolean[];
  /** The movement of these was lost on the radio. */
  lost: ImuBlock[];
}

/** Clinical B4: good readings for so long before contact counts. TC-01, raised when that makes 30 s in all, holds heart rates back until it clears 5 s later. */
const recoveringS = 5;
const tc01ClearsS = 5;
const lostFromS = 25;
/** Clinical B4: of the beats of 10 s more than a fifth that are rejected are no contact; B5 rejects what is a fifth beside the others, which here are the true ones. */
const rhythmS = 10;
const rejectedShare = 0.2;
/** Clinical 0.3: what a heart can do, bpm; three others in a row are no contact. */
const plausibleBpm = [25, 240];
const implausibleLimit = 3;
/** Clinical B6: 5 s median with three at least, then an exponential mean of 5 s. */
const windowS = 5;
const windowNeeds = 3;
const smoothing = 1 - Math.exp(-1 / 5);

/** `blocks` with the events in them, before the noise. */
export function measurable(blocks: readonly Block[], noise: Noise, durationMs: number): Measurable {
  const readings: (HeartRateReading | undefined)[] = new Array<undefined>(Math.ceil(durationMs / 1000) + 1).fill(undefined);
  for (const block of blocks) if (block.kind === 'heart-rate') for (const reading of block.readings) readings[Math.ceil(reading.tMs / 1000)] = reading;
  const lost = blocks.filter((block) => block.kind === 'imu' && isLost(block, noise)) as ImuBlock[];
  return { ...heartRateOf(readings, noise), lost };
}

function heartRateOf(readings: (HeartRateReading | undefined)[], noise: Noise): Pick<Measurable, 'heartRateBpm' | 'isOff'> {
  const state = { offS: 0, goodS: Infinity, neededS: 0, implausible: 0, beats: [] as boolean[][], window: [] as (number | null)[], meanBpm: null as number | null };
  const heartRateBpm: (number | null)[] = [];
  const isOff: boolean[] = [];
  let isBegun = false;
  for (const reading of readings) {
    const said = reading === undefined ? null : strapSays(reading, noise);
    const bpm = said?.reading.heartRateBpm ?? 0;
    state.implausible = bpm >= plausibleBpm[0] && bpm <= plausibleBpm[1] ? 0 : state.implausible + 1;
    isBegun ||= said !== null;
    state.beats = [...state.beats, said === null || reading === undefined ? [] : said.reading.rrMs.map((rr) => isRejected(rr, reading))].slice(-rhythmS);
    const off = isBegun && (said === null || said.reading.contact === 'lost' || bpm === 0 || state.implausible >= implausibleLimit);
    const doubted = off || isWithoutRhythm(state.beats);
    state.neededS = doubted ? (state.offS + 1 >= lostFromS ? recoveringS + tc01ClearsS : recoveringS) : state.neededS;
    state.offS = off ? state.offS + 1 : 0;
    state.goodS = doubted ? 0 : state.goodS + 1;
    isOff.push(off);
    if (state.goodS <= state.neededS) Object.assign(state, { window: [], meanBpm: null });
    else smooth(state, said?.isTrue === true ? bpm : null);
    heartRateBpm.push(state.goodS > state.neededS && known(state.window).length >= windowNeeds ? state.meanBpm : null);
  }
  return { heartRateBpm, isOff };
}

function isRejected(rrMs: number, { heartRateBpm: trueBpm }: HeartRateReading): boolean {
  const trueMs = 60_000 / trueBpm;
  return Math.abs(rrMs - trueMs) > rejectedShare * trueMs;
}

function isWithoutRhythm(seconds: readonly boolean[][]): boolean {
  const beats = seconds.flat();
  return beats.filter((rejected) => rejected).length > rejectedShare * beats.length;
}

function smooth(state: { window: (number | null)[]; meanBpm: number | null }, bpm: number | null): void {
  state.window = [...state.window, bpm].slice(-windowS);
  const sorted = known(state.window);
  if (sorted.length < windowNeeds) return;
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  state.meanBpm = state.meanBpm === null ? middle : state.meanBpm + smoothing * (middle - state.meanBpm);
}

function known(window: readonly (number | null)[]): number[] {
  return window.filter((bpm) => bpm !== null).sort((a, b) => a - b);
}

/** Clinical B6: the condition has held so long; a hole of 10 s at most pauses it, a longer one begins it anew. Session time, ms; null: it never had. */
export function heldMs({ heartRateBpm }: Measurable, { fromMs, toMs, heldS: neededS, meets }: { fromMs: number; toMs: number; heldS: number; meets: (bpm: number, atS: number) => boolean }): number | null {
  let held: number | null = null;
  let lastS: number | null = null;
  for (let atS = Math.ceil(fromMs / 1000); atS * 1000 < toMs && atS < heartRateBpm.length; atS++) {
    const bpm = heartRateBpm[atS];
    if (bpm === null) continue;
    if (lastS !== null && atS - lastS > pauseS) held = null;
    lastS = atS;
    held = meets(bpm, atS) ? (held === null ? 0 : held + 1) : null;
    if (held !== null && held >= neededS) return atS * 1000;
  }
  return null;
}

const pauseS = 10;

/** Clinical HR-06: by so much less than within the 15 s before. */
export function hasFallen({ heartRateBpm }: Measurable, atS: number): boolean {
  const bpm = heartRateBpm[atS];
  const before = heartRateBpm.slice(Math.max(0, atS - fallS), atS).filter((each) => each !== null);
  return bpm !== null && before.some((each) => each - bpm >= fallBpm);
}

const fallS = 15;
const fallBpm = 20;

/** Clinical HR-04: the end of the first measured minute, of which more than half is above. Session time, ms; null: it is not over before `toMs`. */
export function minuteAboveMs({ heartRateBpm }: Measurable, limitBpm: number, toMs: number): number | null {
  const seconds: { atS: number; bpm: number }[] = [];
  heartRateBpm.slice(0, Math.floor(toMs / 1000)).forEach((bpm, atS) => {
    if (bpm !== null && seconds.length < 60) seconds.push({ atS, bpm });
  });
  const above = seconds.filter(({ bpm }) => bpm > limitBpm).length;
  return seconds.length === 60 && above > 30 ? seconds[59].atS * 1000 : null;
}
