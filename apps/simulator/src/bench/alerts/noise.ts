import type { Block, HeartRateBlock, ImuBlock } from '#libs/domain';
import { between, type Random } from '../../synthetic/random.js';

/** What goes wrong with straps, radio and line, whatever the patient does. Drawn before anything is put into the session, and falls on all of it alike. */
export interface Noise {
  /** The strap loses the skin. */
  slips: Span[];
  /** It counts double, or half, or what was never there. */
  miscounts: (Span & Miscount)[];
  /** The radio between a sensor and the hub loses samples. */
  holes: (Span & { sensor: number })[];
  /** Somebody knocks against the sensor. */
  knocks: number[];
  /** The line to the server stands still; then all comes at once. */
  stalls: Span[];
}

export interface Miscount {
  factor: number;
  offsetBpm: number;
  /** What becomes of the intervals that the strap counts from: they are as wrong as the count, it sends none, or only the count is wrong. */
  beats: 'as-counted' | 'missing' | 'kept';
}

export type HeartRateReading = HeartRateBlock['readings'][number];

/** Session time, ms; half-open. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** The sensor on the breastbone. */
export const chest = 1;
const quarterMs = 250;
const ectopicShare = 0.01;
/** An early beat comes after so much of its interval. */
const earlyShare = 0.7;
/** The wire, the broker and the store, ms. */
const latencyMs: [number, number] = [50, 250];

export const noiseInWords = [
  'the strap slips for 2 to 12 s every 2 to 5 min, in every third session once for 20 to 40 s, and counts double, half or 30 to 80 bpm beside it for 1 to 5 s every 1.5 to 4 min: of half of those the intervals between beats are as wrong, of a quarter they are missing; 1 % of beats are early',
  'each sensor loses a quarter of a second twice a minute and 0.5 to 1.5 s every 3 to 7 min, the chest is knocked against (25 to 40 m/s2) every 5 to 10 min, the line stands still for 0.5 to 6 s every 2 to 8 min',
].join('; ');

/** The line stands still for so long at most, ms. */
export const longestStallMs = 6000;

/** `blocks`, in order, as they come: with `receivedAtMs` in session time. `silences`: the line is down then, too. */
export function withNoise(blocks: readonly Block[], noise: Noise, { random, silences }: { random: Random; silences: readonly Span[] }): Block[] {
  const stalls = [...noise.stalls, ...silences];
  let lastMs = 0;
  return blocks.filter((block) => !isLost(block, noise)).map((block) => {
    lastMs = Math.max(lastMs, freeMs(block.endMs, stalls) + between(random, ...latencyMs));
    return { ...disturbed(block, noise, random), receivedAtMs: lastMs };
  });
}

/** When the line carries again what was ready at `atMs`: one pause may end in another. */
function freeMs(atMs: number, stalls: readonly Span[]): number {
  const stalled = stalls.find((span) => isWithin(atMs, span));
  return stalled === undefined ? atMs : freeMs(stalled.toMs, stalls);
}

/** The radio between the sensor and the hub lost it. */
export function isLost(block: Block, { holes }: Noise): boolean {
  return block.kind === 'imu' && holes.some((hole) => hole.sensor === block.sensor && isWithin(block.startMs, hole));
}

/** What the strap gives out of a reading, and whether that is what the heart did. */
export function strapSays(reading: HeartRateReading, { slips, miscounts }: Noise): { reading: HeartRateReading; isTrue: boolean } {
  if (slips.some((span) => isWithin(reading.tMs, span))) return { reading: { ...reading, contact: 'lost', rrMs: [] }, isTrue: false };
  const wrong = miscounts.find((span) => isWithin(reading.tMs, span));
  if (wrong === undefined) return { reading, isTrue: reading.contact !== 'lost' };
  const heartRateBpm = Math.max(0, Math.round(reading.heartRateBpm * wrong.factor + wrong.offsetBpm));
  return { reading: { ...reading, heartRateBpm, rrMs: miscountedBeats(reading, wrong) }, isTrue: false };
}

/** A strap that counts double takes each beat for two, one that counts half misses every second, and one that counts what is not there has no rhythm. */
function miscountedBeats({ rrMs, tMs }: HeartRateReading, { factor, beats }: Miscount): number[] {
  if (beats === 'kept') return rrMs;
  if (beats === 'missing') return [];
  const second = Math.floor(tMs / 1000);
  if (factor > 1) return rrMs.flatMap((rr) => [rr / 2, rr / 2]);
  if (factor < 1) return rrMs.filter((_rr, i) => (i + second) % 2 === 0).map((rr) => 2 * rr);
  return rrMs.map((rr, i) => rr * wildShares[(i + second) % wildShares.length]);
}

const wildShares = [0.6, 1.5, 0.8, 1.9, 0.5];

export function isWithin(tMs: number, { fromMs, toMs }: Span): boolean {
  return tMs >= fromMs && tMs < toMs;
}

export function noiseOf(random: Random, durationMs: number): Noise {
  const often = (everyS: [number, number], lastS: [number, number]): Span[] => {
    const spans: Span[] = [];
    for (let atMs = 1000 * between(random, 10, everyS[1]); atMs < durationMs; atMs += 1000 * between(random, ...everyS)) spans.push({ fromMs: atMs, toMs: atMs + 1000 * between(random, ...lastS) });
    return spans;
  };
  const slips = often([120, 300], [2, 12]);
  if (random() < 1 / 3) slips.push(...often([durationMs / 1000, durationMs / 1000], [20, 40]));
  const miscounts = often([90, 240], [1, 5]).map((span) => ({ ...span, ...wrongCount(random) }));
  const holes = [0, chest].flatMap((sensor) => [...often([20, 40], [quarterMs / 1000, quarterMs / 1000]), ...often([180, 420], [0.5, 1.5])].map((span) => ({ ...span, sensor })));
  return { slips, miscounts, holes, knocks: often([300, 600], [0, 0]).map(({ fromMs }) => fromMs), stalls: often([120, 480], [0.5, longestStallMs / 1000]) };
}

function wrongCount(random: Random): Miscount {
  const kind = 3 * random();
  const share = kind % 1;
  const beats = share < 0.5 ? 'as-counted' : share < 0.75 ? 'missing' : 'kept';
  if (kind < 2) return { factor: kind < 1 ? 2 : 0.5, offsetBpm: 0, beats };
  return { factor: 1, offsetBpm: (random() < 0.5 ? -1 : 1) * between(random, 30, 80), beats };
}

function disturbed(block: Block, noise: Noise, random: Random): Block {
  if (block.kind === 'heart-rate') return miscounted(block, noise, random);
  if (block.kind !== 'imu' || block.sensor !== chest) return block;
  const knockMs = noise.knocks.find((atMs) => atMs >= block.startMs && atMs < block.endMs);
  return knockMs === undefined ? block : knocked(block, knockMs, random);
}

function miscounted(block: HeartRateBlock, noise: Noise, random: Random): HeartRateBlock {
  const readings = block.readings.map((each) => {
    const { reading, isTrue } = strapSays(each, noise);
    return isTrue && random() < ectopicShare ? { ...reading, rrMs: reading.rrMs.map((rr, i) => (i === 0 ? earlyShare * rr : rr)) } : reading;
  });
  return { ...block, readings };
}

/** One sample: the shock of it is over before the next. */
function knocked(block: ImuBlock, atMs: number, random: Random): ImuBlock {
  const accelerationMPerS2 = block.accelerationMPerS2.slice();
  const i = Math.min(accelerationMPerS2.length / 3 - 1, Math.floor(((atMs - block.startMs) * block.rateHz) / 1000));
  accelerationMPerS2[3 * i] += between(random, 25, 40);
  return { ...block, accelerationMPerS2 };
}
