import type { OwnRule, Prescription, Reference } from '#libs/domain';
import { exerciseById } from '#libs/domain';
import { encodePacket, type HeartRatePacket, type ImuPacket, type Packet } from '#libs/sensors';
import { measured, minimumJerk, repeated } from '../movement.js';

/**
 * Fifteen seconds of a patient: a heart rate over the limit from a strap on a device with a clock of its own (stream 0), and
 * three shallow minimum-jerk squats seen by a hub (stream 1). While HR-03 is open it holds FM-01 back, and it comes right after
 * it, so the order between the streams matters. Short, since it is analysed thousands of times.
 */
export interface SentPacket {
  stream: number;
  sequence: number;
  /** Session time just after its last sample, ms. */
  endMs: number;
  payload: Uint8Array;
}

export const clockOffsetsMs = [-7_251_034.125, 0];
const strap = 0;
const hub = 1;
export const startedAtMs = 1_767_261_600_000;

const seconds = 15;
const rateHz = 25;
const samplesPerPacket = 15;
const epochs = ['6f1c1d52-3f0e-4c1b-9a53-0d2f6a1b7c01', '6f1c1d52-3f0e-4c1b-9a53-0d2f6a1b7c02'];
const angleAtDeg = repeated({ firstS: 2, outS: 1.3, cycleS: 4, rangesDeg: [30, 30, 30] });

export function shortSession(): SentPacket[] {
  return [...numbered(strap, [...heartRatePackets(), endPacket(strap)]), ...numbered(hub, [...imuPackets(), endPacket(hub)])];
}

function imuPackets(): ImuPacket[] {
  const packets: ImuPacket[] = [];
  for (let from = 0; from < seconds * rateHz; from += samplesPerPacket) {
    const signal = measured(angleAtDeg, { fromS: from / rateHz, rateHz, samples: samplesPerPacket });
    const packet = { kind: 'imu6', rateHz, ...signal, magneticField: null } as const;
    packets.push({ ...packet, ...headAt(hub, (from * 1000) / rateHz) });
  }
  return packets;
}

function heartRatePackets(): HeartRatePacket[] {
  return Array.from({ length: seconds }, (_, i) => {
    const reading = { offsetMs: 0, heartRateBpm: 165 + (i % 3), contact: 'detected', rrMs: [] } as const;
    return { kind: 'heart-rate', ...headAt(strap, i * 1000 + 125), readings: [{ ...reading, rrMs: [] }] };
  });
}

function endPacket(stream: number): Packet {
  return { kind: 'end', ...headAt(stream, seconds * 1000), lastSequence: 0 };
}

function headAt(stream: number, sessionMs: number): { version: 1; epoch: string; sequence: number; sensor: number; deviceTimeUs: number } {
  return { version: 1, epoch: epochs[stream], sequence: 0, sensor: stream, deviceTimeUs: Math.round((sessionMs - clockOffsetsMs[stream]) * 1000) };
}

function numbered(stream: number, packets: Packet[]): SentPacket[] {
  return packets.map((packet, i) => {
    const sequence = i + 1;
    const sent: Packet = packet.kind === 'end' ? { ...packet, sequence, lastSequence: sequence } : { ...packet, sequence };
    return { stream, sequence, endMs: endMsOf(packet) + clockOffsetsMs[stream], payload: encodePacket(sent, 'float32') };
  });
}

/** On the device's clock. */
function endMsOf(packet: Packet): number {
  const startMs = packet.deviceTimeUs / 1000;
  return packet.kind === 'imu6' ? startMs + (packet.accelerationMPerS2.length / 3 / packet.rateHz) * 1000 : startMs;
}

/** Twice this range is the patient's own, so that each of the three is poor (FM-01); the heart rate is over the limit (HR-03). */
const reference: Reference = {
  repetitions: 5, provisional: false, sensors: [hub], axis: [1, 0, 0], rangeOfMotionDeg: 60, peakVelocityDegPerS: 80, durationS: 2.6, offAxisDeg: 1,
  profiles: [Array.from({ length: 100 }, (_, i) => 60 * (minimumJerk(i / 49.5) - minimumJerk((i - 49.5) / 49.5)))],
  features: {
    rangeOfMotionDeg: { median: 60, spread: 4 }, durationS: { median: 2.6, spread: 0.3 }, outS: { median: 1.3, spread: 0.2 },
    backS: { median: 1.3, spread: 0.2 }, sparcOut: { median: -1.6, spread: 0.2 }, sparcBack: { median: -1.6, spread: 0.2 },
    pathDistanceDeg: { median: 1, spread: 2.4 }, offAxisDeg: { median: 0, spread: 2.4 },
  },
  posture: null,
  execution: { widthS: 1.3, heightDeg: 60, levelDeg: 60, types: [] },
};

export function shortPrescription(): Prescription {
  const exercise = exerciseById('squat');
  if (exercise === null) throw new Error('no squat');
  return {
    exercise, side: 'right', reference, alternatives: [],
    sensors: [
      { sensor: hub, kind: 'imu', placement: { segment: 'thigh', side: 'right' } },
      { sensor: strap, kind: 'heart-rate', placement: { segment: 'chest', side: 'midline' } },
    ],
    intensity: {
      maxHeartRateBpm: 166, maxHeartRateMethod: 'tanaka', maxHeartRateSeeBpm: 10, advisoryOnly: false, rateLimitingMedication: false, restingHeartRateBpm: null, scheme: 'percent-max',
      zoneLowBpm: 107.9, zoneHighBpm: 124.5, ceilingBpm: 132.8, ceilingFromPlan: false, hardLimitBpm: 141.1, hardLimitFromPlan: false, flags: [],
    },
    conditions: [], monitoringRequired: false, ownRules: [hardAndPoor],
  };
}

/** Of a therapist's own, over what both streams tell. */
const hardAndPoor: OwnRule = {
  id: 'both', version: 1, forS: 2, priority: 'medium', graver: null, stepDownAfterS: null, quietS: 10,
  when: { join: 'all', groups: [{ join: 'all', comparisons: [
    { what: { measure: 'heart-rate' }, is: 'above', than: { of: 'ceiling', plus: 0 }, margin: 3 },
    { what: { measure: 'faults', fault: 'POOR_FORM', ofLast: 2 }, is: 'at-least', than: 2, margin: 0 },
  ] }] },
};
