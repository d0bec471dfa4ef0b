import type { Block, ImuBlock } from '#libs/domain';
import { between, normal, type Random } from '../../synthetic/random.js';

/** A fall, session time, ms: free, a blow, a moment of moving, and then lying turned and still until it is over. */
export interface Fall {
  atMs: number;
  untilMs: number;
  freeMPerS2: number;
  blowMPerS2: number;
  /** From the blow to lying still. */
  settleMs: number;
  turnedDeg: number;
}

const freeMs = 350;
const blowMs = 40;
const lyingMs = 25_000;
const gMPerS2 = 9.81;
const lyingSdMPerS2 = 0.1;
const settlingSdMPerS2 = 3;

export function fallAt(atMs: number, random: Random): Fall {
  return { atMs, untilMs: atMs + lyingMs, freeMPerS2: between(random, 1, 3.5), blowMPerS2: between(random, 27, 60), settleMs: between(random, 300, 2500), turnedDeg: between(random, 65, 110) };
}

/** What the sensors measure of it. A sensor is taken to stand as it does on average: its up becomes the direction that it turns away from. */
export function withFall(block: Block, fall: Fall, { upright, random }: { upright: ReadonlyMap<number, readonly number[]>; random: Random }): Block {
  const up = upright.get(block.sensor);
  if (block.kind !== 'imu' || up === undefined || block.endMs <= fall.atMs || block.startMs >= fall.untilMs) return block;
  const accelerationMPerS2 = block.accelerationMPerS2.slice();
  const angularVelocityDegPerS = block.angularVelocityDegPerS.slice();
  for (let i = 0; i < accelerationMPerS2.length / 3; i++) {
    const sinceMs = block.startMs + (1000 * i) / block.rateHz - fall.atMs;
    if (sinceMs < 0) continue;
    const { force, rateDegPerS } = momentOf(fall, sinceMs, up);
    const sd = sinceMs > freeMs + blowMs && sinceMs < freeMs + blowMs + fall.settleMs ? settlingSdMPerS2 : lyingSdMPerS2;
    for (let axis = 0; axis < 3; axis++) {
      accelerationMPerS2[3 * i + axis] = force[axis] + sd * normal(random);
      angularVelocityDegPerS[3 * i + axis] = (axis === 1 ? rateDegPerS : 0) + normal(random);
    }
  }
  return { ...block, accelerationMPerS2, angularVelocityDegPerS };
}

/**
 * When a fall is certain by clinical C19, from what was measured of the trunk: its blow, or more than 200 ms of its free fall without a hole
 * before one of a second at most; and two seconds of lying still that begin within five of the blow. null: so much was not measured.
 */
export function certainMs({ atMs, settleMs }: Fall, holes: readonly { startMs: number; endMs: number }[]): number | null {
  const isMeasured = (fromMs: number, toMs: number): boolean => !holes.some(({ startMs, endMs }) => startMs < toMs && endMs > fromMs);
  const blowAtMs = atMs + freeMs;
  const isBlowMeasured = isMeasured(blowAtMs, blowAtMs + blowMs);
  if (!isBlowMeasured && !isFreeFallMeasured(atMs, holes)) return null;
  let stillFromMs = blowAtMs + blowMs + settleMs;
  for (const { startMs, endMs } of holes) if (startMs < stillFromMs + stillMs && endMs > stillFromMs) stillFromMs = endMs;
  return stillFromMs - blowAtMs > followsMs ? null : stillFromMs + stillMs;
}

/** The hole that swallowed the blow began in the free fall, more than 200 ms of which had been measured, and was over within a second. */
function isFreeFallMeasured(atMs: number, holes: readonly { startMs: number; endMs: number }[]): boolean {
  const within = holes.filter(({ startMs, endMs }) => startMs < atMs + freeMs + blowMs && endMs > atMs).sort((a, b) => a.startMs - b.startMs);
  const lastMs = within.at(-1)?.endMs ?? 0;
  const [first] = within;
  return first.startMs - atMs > certainFreeMs && lastMs - first.startMs <= landingMs;
}

/** 200 ms, and the two samples between which they lie. */
const certainFreeMs = 240;
const landingMs = 950;
const followsMs = 5000;
const stillMs = 2000;

/** Mean specific force of each sensor before `atMs`, as a unit vector. */
export function uprightBefore(blocks: readonly Block[], atMs: number): Map<number, readonly number[]> {
  const means = new Map<number, number[]>();
  for (const block of blocks) {
    if (block.kind !== 'imu' || block.endMs > atMs || block.endMs < atMs - 5000) continue;
    means.set(block.sensor, sumOf(block, means.get(block.sensor) ?? [0, 0, 0]));
  }
  return new Map([...means].map(([sensor, sum]) => [sensor, sum.map((each) => each / Math.hypot(...sum))]));
}

function sumOf({ accelerationMPerS2: acc }: ImuBlock, sum: number[]): number[] {
  const next = [...sum];
  for (let i = 0; i < acc.length; i++) next[i % 3] += acc[i];
  return next;
}

function momentOf(fall: Fall, sinceMs: number, up: readonly number[]): { force: number[]; rateDegPerS: number } {
  if (sinceMs < freeMs) return { force: scaled(up, fall.freeMPerS2), rateDegPerS: 0 };
  if (sinceMs < freeMs + blowMs) return { force: scaled(up, fall.blowMPerS2), rateDegPerS: 0 };
  const turned = Math.min(1, (sinceMs - freeMs - blowMs) / fall.settleMs);
  return { force: scaled(tilted(up, turned * fall.turnedDeg), gMPerS2), rateDegPerS: turned < 1 ? (1000 * fall.turnedDeg) / fall.settleMs : 0 };
}

function scaled(vector: readonly number[], by: number): number[] {
  return vector.map((each) => each * by);
}

/** `up` turned by so much, towards whichever axis it has least of. */
function tilted(up: readonly number[], deg: number): number[] {
  const least = up.map(Math.abs).indexOf(Math.min(...up.map(Math.abs)));
  const along = up[least];
  const beside = up.map((each, axis) => (axis === least ? 1 : 0) - along * each);
  const length = Math.hypot(...beside);
  const [cos, sin] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  return up.map((each, axis) => cos * each + (sin * beside[axis]) / length);
}
