import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedOf } from '../demo/oracle.js';
import { packetise, type TimedPacket } from '../device/packetise.js';
import { seededRandom } from '../synthetic/random.js';
import { syntheticPatient } from '../synthetic/synthetic-patient.js';
import { faultByName, faults } from './index.js';

const packets = packetise(syntheticPatient({ seed: 1, seconds: 60 }).signals);
const delivery = ['duplicates', 'reorder', 'late'];

function broken(name: string, seed: number): TimedPacket[] {
  return faultByName(name).apply(packets, seededRandom(seed));
}

function bySequence(sent: TimedPacket[]): TimedPacket['packet'][] {
  return [...new Map(sent.map(({ packet }) => [packet.sequence, packet])).values()].sort((a, b) => a.sequence - b.sequence);
}

const anySeed = fc.integer({ min: 0, max: 2 ** 31 });

describe('every fault', () => {
  it.each(faults.map(({ name }) => name))('%s: numbered from 1 without a hole, ended, in the order of sending, and the same again for the same seed', (name) => {
    fc.assert(fc.property(anySeed, (seed) => {
      const sent = broken(name, seed);
      const each = bySequence(sent);
      expect(each.map(({ sequence }) => sequence)).toEqual(each.map((_, i) => i + 1));
      expect(each.at(-1)).toMatchObject({ kind: 'end', lastSequence: each.length });
      expect(each.every((packet, i) => i === 0 || packet.kind === 'end' || packet.deviceTimeUs >= each[i - 1].deviceTimeUs - 300_000)).toBe(true);
      sent.slice(1).forEach(({ atMs }, i) => expect(atMs).toBeGreaterThanOrEqual(sent[i].atMs));
      expect(broken(name, seed)).toEqual(sent);
    }), { numRuns: 5 });
  });

  it('leaves what it was given as it was', () => {
    const before = structuredClone(packets);
    for (const { name } of faults) broken(name, 1);
    expect(packets).toEqual(before);
  });

  it('is named when there is none of that name', () => {
    expect(() => faultByName('gremlin')).toThrow(new RangeError('no fault "gremlin"; there are dropout, outage, duplicates, reorder, late, clock-drift, strap-off'));
  });
});

describe('delivery faults', () => {
  it.each(delivery)('%s: what is sent, each once and in order, is what was measured', (name) => {
    fc.assert(fc.property(anySeed, (seed) => expect(bySequence(broken(name, seed))).toEqual(packets.map(({ packet }) => packet))), { numRuns: 5 });
  });

  it('send duplicates, out of order, and later than half a minute', () => {
    expect(broken('duplicates', 1).length).toBeGreaterThan(packets.length * 1.1);
    const order = broken('reorder', 1).map(({ packet }) => packet.sequence);
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    const due = new Map(packets.map(({ atMs, packet }) => [packet.sequence, atMs]));
    const delays = broken('late', 1).map(({ atMs, packet }) => atMs - (due.get(packet.sequence) ?? atMs));
    expect(delays.filter((delayMs) => delayMs > 30_000).length).toBeGreaterThan(50);
  });
});

describe('measuring faults', () => {
  /** Holes between the packets of one sensor, ms. */
  const holesMs = (sent: TimedPacket[], sensor: number): number[] => {
    const times = sent.flatMap(({ packet }) => (packet.sensor === sensor && packet.kind !== 'end' ? [packet.deviceTimeUs] : []));
    return times.slice(1).map((at, i) => (at - times[i]) / 1000).filter((stepMs) => stepMs > 300);
  };

  it('dropout: short holes in one sensor alone, which cost the judgement of the repetitions they fall into', () => {
    const recording = syntheticPatient({ seed: 1, seconds: 60 });
    const sent = broken('dropout', 1);
    expect(holesMs(sent, 0).length).toBeGreaterThan(3);
    expect(Math.max(...holesMs(sent, 0))).toBeLessThanOrEqual(520);
    expect(holesMs(sent, 1)).toEqual([]);
    const { repetitions } = expectedOf(recording, sent, recording.ageYears ?? Number.NaN);
    expect(repetitions.length).toBeGreaterThan(recording.truth.length - 3);
    expect(repetitions.some(({ score }) => score.verdict === 'cannot-judge' && score.reason === 'signal-gap')).toBe(true);
  });

  it('outage: one sensor silent for seconds', () => {
    expect(holesMs(broken('outage', 1), 0)).toHaveLength(1);
    expect(holesMs(broken('outage', 1), 0)[0]).toBeGreaterThan(2900);
    expect(holesMs(broken('outage', 1), 1)).toEqual([]);
  });

  it('strap-off: contact lost, then silence', () => {
    const contacts = broken('strap-off', 1).flatMap(({ packet }) => (packet.kind === 'heart-rate' ? packet.readings.map(({ contact }) => contact) : []));
    expect(contacts.length).toBeLessThan(40);
    expect(contacts.filter((contact) => contact === 'lost')).toHaveLength(10);
    expect(contacts.slice(-10).every((contact) => contact === 'lost')).toBe(true);
  });

  it('clock-drift: 12 ms in a minute', () => {
    const lastUs = (sent: TimedPacket[]): number => Math.max(...sent.map(({ packet }) => packet.deviceTimeUs));
    expect((lastUs(broken('clock-drift', 1)) - lastUs(packets)) / 1000).toBeCloseTo(12, 0);
  });
});
