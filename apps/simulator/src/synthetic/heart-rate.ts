import type { HeartRateSignal } from '../recordings/recording.js';
import type { HeartRateCharacter } from './character.js';
import { normal, type Random } from './random.js';

export interface HeartRateInput {
  character: HeartRateCharacter;
  ageYears: number;
  seconds: number;
  /** Whether the patient works at that time, or rests. */
  isWorking: (tS: number) => boolean;
  random: Random;
}

/** Time constants of the approach to effort and of recovery, s. */
const upS = 30;
const downS = 50;
/** Beat-to-beat variation under effort, share of the interval, and breathing's part of it. */
const beatVariation = 0.008;
const breathingVariation = 0.01;
const breathsPerS = 0.4;
const stepS = 0.1;

/** Readings of a strap, one a second: first-order kinetics towards what the effort asks for, beat by beat. */
export function heartRateReadings(input: HeartRateInput): HeartRateSignal['readings'] {
  const { character, seconds, random } = input;
  const maxBpm = estimatedMaxBpm(input.ageYears);
  const readings: HeartRateSignal['readings'] = [];
  let bpm = character.startShare * maxBpm;
  let beatAtS = 0;
  let rrMs: number[] = [];
  for (let step = 1; step * stepS < seconds; step++) {
    const tS = step * stepS;
    const target = (input.isWorking(tS) ? character.effortShare : character.restShare) * maxBpm;
    bpm += ((target - bpm) * stepS) / (target > bpm ? upS : downS);
    for (let next = beatAtS + intervalS(bpm, beatAtS, random); next <= tS; next += intervalS(bpm, next, random)) {
      rrMs.push(Math.round((next - beatAtS) * 1024) / 1.024);
      beatAtS = next;
    }
    if (step % (1 / stepS) !== 0) continue;
    readings.push({ tMs: Math.round(tS * 1000), heartRateBpm: Math.round(bpm), contact: 'detected', rrMs });
    rrMs = [];
  }
  return readings;
}

/** Tanaka 2001, as the domain estimates it. */
function estimatedMaxBpm(ageYears: number): number {
  return 208 - 0.7 * ageYears;
}

function intervalS(bpm: number, tS: number, random: Random): number {
  const breathing = breathingVariation * Math.sin(2 * Math.PI * breathsPerS * tS);
  return (60 / bpm) * (1 + breathing + beatVariation * normal(random));
}
