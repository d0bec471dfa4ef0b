import { describe, expect, it } from '@jest/globals';
import { measureTraces } from '../../apps/simulator/src/bench/heart-rate-traces.js';
import { recordingsFolder } from './recorded.js';
import { analysed, haveYoyo, people, readingsOf, walkingAt } from './yoyo.js';

const run = haveYoyo ? people() : [];
const measured = run.filter(({ hasHeartRate }) => hasHeartRate);

/** Twenty-one people who ran to exhaustion with a strap; ages, beginnings and ends as published. */
(haveYoyo ? describe : describe.skip)('yoyo heart rates (needs ../shared/recordings/yoyo)', () => {
  it('rejects the one sample of 260 bpm of D13, between 151 and 150', () => {
    const readings = readingsOf('D13');
    expect(readings.filter(({ heartRateBpm }) => heartRateBpm === 260).map(({ tMs }) => tMs)).toEqual([999_000, 1_000_000, 1_001_000]);
    const ticks = analysed(readings, walkingAt(24)).telemetry.heartRate;
    expect(ticks.filter(({ heartRateBpm }) => heartRateBpm !== null && heartRateBpm > 190)).toEqual([]);
    const around = ticks.filter(({ tMs }) => tMs > 990_000 && tMs < 1_010_000).flatMap(({ smoothedBpm }) => smoothedBpm ?? []);
    expect(around.length).toBeGreaterThan(3);
    // The mean still falls from 157 a quarter of a minute earlier.
    for (const bpm of around) expect(Math.abs(bpm - 150)).toBeLessThan(6);
  });

  for (const { id, ageYears } of measured) it(`keeps the true rise of ${id}`, () => {
    const readings = readingsOf(id);
    const highest = Math.max(...readings.map(({ heartRateBpm }) => heartRateBpm).filter((bpm) => bpm <= 240));
    const smoothed = analysed(readings, walkingAt(ageYears)).telemetry.heartRate.flatMap(({ smoothedBpm }) => smoothedBpm ?? []);
    expect(Math.max(...smoothed)).toBeGreaterThan(highest - 5);
    expect(Math.max(...smoothed)).toBeLessThanOrEqual(highest);
    expect(Math.min(...smoothed)).toBeGreaterThan(40);
  });

  for (const { id, ageYears } of measured) it(`rings for ${id} when beyond the limit for 10 s, and only then`, () => {
    const prescription = walkingAt(ageYears);
    const { telemetry, findings } = analysed(readingsOf(id), prescription);
    const limitBpm = prescription.intensity?.hardLimitBpm ?? Infinity;
    const isBeyond = new Map(telemetry.heartRate.map(({ tMs, smoothedBpm }) => [tMs, smoothedBpm !== null && smoothedBpm > limitBpm]));
    let heldS = 0;
    let longestS = 0;
    for (const beyond of isBeyond.values()) longestS = Math.max(longestS, (heldS = beyond ? heldS + 1 : 0));
    const raised = findings.filter(({ finding }) => finding.ruleId === 'HR-03' && finding.change === 'raised').map(({ finding }) => finding.tMs);
    if (longestS > 10) expect(raised.length).toBeGreaterThan(0);
    for (const atMs of raised) for (let backS = 0; backS <= 3; backS++) expect(isBeyond.get(atMs - backS * 1000)).toBe(true);
  });

  it('follows what they said of the effort: the median rank correlation with RPE is above 0.9', () => {
    const { medianCorrelation, people: each } = measureTraces(`${recordingsFolder}/yoyo`);
    process.stdout.write(`yoyo: median Spearman correlation of smoothed heart rate (%HRmax, and so %HRR) with RPE ${medianCorrelation?.toFixed(3)}\n`);
    expect(medianCorrelation).toBeGreaterThan(0.9);
    expect(each.filter(({ correlation }) => correlation !== null)).toHaveLength(measured.length);
  });

  for (const { id, ageYears } of run.filter(({ hasHeartRate }) => !hasHeartRate)) it(`says that ${id} is not monitored, and shows no heart rate`, () => {
    const { telemetry, findings } = analysed(readingsOf(id), walkingAt(ageYears));
    expect(telemetry.heartRate.every(({ heartRateBpm, smoothedBpm }) => heartRateBpm === null && smoothedBpm === null)).toBe(true);
    expect(findings.map(({ finding: { ruleId, change, priority } }) => `${ruleId} ${change} ${priority}`)).toEqual(['TC-10 raised info', 'TC-01 raised low', 'TC-01 updated medium']);
  });
});
