import { describe, expect, it } from '@jest/globals';
import { blocksOf, repeated } from '../../../../tests/support/movement.js';
import { prescribed } from '../../../../tests/support/rules.js';
import { buildReference } from '../form/build-reference.js';
import { heelSlide } from '../prescription/catalogue/heel-slide.js';
import type { Prescription } from '../prescription/prescription.js';
import { analyse, startAnalysis } from './analyse.js';
import type { ImuBlock } from './block.js';

const sensors: Prescription['sensors'] = [{ sensor: 0, kind: 'imu', placement: { segment: 'thigh', side: 'left' } }, { sensor: 1, kind: 'imu', placement: { segment: 'shank', side: 'left' } }];
const seconds = 38;
const thigh = blocksOf(() => 0, { seconds, sensor: 0 });
const shank = blocksOf(repeated({ firstS: 2, outS: 1.5, cycleS: 5, rangesDeg: [60, 62, 58, 61, 59, 60, 61] }), { seconds, sensor: 1 });
const inOrder = (blocks: ImuBlock[]): ImuBlock[] => [...blocks].sort((a, b) => a.endMs - b.endMs || a.sensor - b.sensor);
const oneDevice = inOrder([...thigh, ...shank]);
const built = buildReference({ blocks: oneDevice, approved: [0, 1, 2, 3, 4].map((i) => ({ startMs: 1900 + 5000 * i, endMs: 5100 + 5000 * i })), exercise: heelSlide, sensors });
if (!built.ok) throw new Error(built.detail);
const prescription = prescribed({ exercise: heelSlide, side: 'left', sensors, reference: built.value });

/** The shank's sensor is another device, whose session time is behind by so much. */
const twoDevices = (behindMs: number): ImuBlock[] =>
  inOrder([...thigh, ...shank.map((block) => ({ ...block, stream: 1, startMs: block.startMs - behindMs, endMs: block.endMs - behindMs }))]);

function told(blocks: ImuBlock[], under: Prescription = prescription) {
  const { repetitions, findings } = analyse(startAnalysis(under, 0), blocks, { prescription: under, now: null });
  return {
    verdicts: repetitions.map(({ repetition: { score } }) => (score.verdict === 'cannot-judge' ? score.reason : score.verdict)),
    findings: findings.filter(({ finding }) => finding.ruleId === 'TC-09').map(({ finding: { change, priority, value } }) => [change, priority, Math.round(value ?? NaN)]),
  };
}

describe('a joint whose two sensors are of two devices (clinical C1)', () => {
  it.each([
    [0, 'scored', []],
    [18, 'scored', []],
    [24, 'scored', [['raised', 'low', 24]]],
    [96, 'scored', [['raised', 'low', 96]]],
    [104, 'clocks-apart', [['raised', 'medium', 104]]],
  ])('%d ms apart: %s, and TC-09 %j', (behindMs, verdict, findings) => {
    const { verdicts, findings: found } = told(twoDevices(behindMs));
    expect(found).toEqual(findings);
    expect(verdicts).toHaveLength(7);
    // Before ten seconds have come nothing is known of the clocks.
    expect(new Set(verdicts.slice(2))).toEqual(new Set([verdict]));
  });

  it('is not asked after of one device, nor of a recording that is sent at another speed', () => {
    const late = oneDevice.map((block) => ({ ...block, receivedAtMs: block.receivedAtMs + (block.sensor === 1 ? 500 : 0) }));
    expect(told(late).findings).toEqual([]);
    expect(told(twoDevices(300), { ...prescription, isReplayed: true }).findings).toEqual([]);
  });

  it('is the same in any cut of the packets, and from a state that was stored', () => {
    const blocks = twoDevices(104);
    const whole = analyse(startAnalysis(prescription, 0), blocks, { prescription, now: null });
    let state = startAnalysis(prescription, 0);
    const parts = [blocks.slice(0, 101), blocks.slice(101)].map((part) => {
      const analysis = analyse(state, part, { prescription, now: null });
      state = JSON.parse(JSON.stringify(analysis.state));
      return analysis;
    });
    expect(parts.flatMap(({ findings }) => findings)).toEqual(whole.findings);
    expect(parts.flatMap(({ repetitions }) => repetitions)).toEqual(whole.repetitions);
  });
});
