import { describe, expect, it } from '@jest/globals';
import { syntheticPatient } from '../synthetic/synthetic-patient.js';
import { joinHeartRate } from './joined.js';
import type { HeartRateSignal, Recording } from './recording.js';

describe('joinHeartRate', () => {
  const movement: Recording = { ...syntheticPatient({ seed: 1, seconds: 10 }), label: 'a movement' };
  const heart: Recording = { ...syntheticPatient({ seed: 2, seconds: 60 }), label: 'a heart', ageYears: 61 };
  const joined = joinHeartRate(movement, heart);
  const trace = joined.signals.find((signal): signal is HeartRateSignal => signal.kind === 'heart-rate');

  it('takes the heart rate, and the age, of the other, as long as the movement lasts', () => {
    const given = heart.signals.find((signal): signal is HeartRateSignal => signal.kind === 'heart-rate');
    expect(trace?.readings.length).toBeGreaterThan(5);
    expect(trace?.readings).toEqual(given?.readings.slice(0, trace?.readings.length));
    expect(Math.max(...(trace?.readings ?? []).map((reading) => reading.tMs))).toBeLessThanOrEqual(10_100);
    expect(joined.ageYears).toBe(61);
  });

  it('gives it a number that no other sensor has, and keeps the movement as it is', () => {
    const numbers = joined.signals.map((signal) => signal.sensor);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(joined.signals.filter((signal) => signal.kind === 'imu')).toEqual(movement.signals.filter((signal) => signal.kind === 'imu'));
    expect(joined.truth).toEqual(movement.truth);
  });

  it('says on its label that two people were joined', () => {
    expect(joined.label).toBe('a movement; joined with another person\'s heart rate: a heart');
  });

  it('refuses a recording without a heart rate, by name', () => {
    const without = { ...heart, id: 'pted/s1/e1', signals: heart.signals.filter((signal) => signal.kind === 'imu') };
    expect(() => joinHeartRate(movement, without)).toThrow(/pted\/s1\/e1: no heart rate/);
  });
});
