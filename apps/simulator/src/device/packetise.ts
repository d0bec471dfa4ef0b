import { measuredMark } from '#libs/domain';
import type { HeartRatePacket, ImuPacket, Packet } from '#libs/sensors';
import type { HeartRateSignal, ImuSignal, Signal } from '../recordings/recording.js';

/** A packet and when its last sample has been measured, ms from the recording's start. The epoch is not known yet. */
export interface TimedPacket {
  atMs: number;
  packet: Packet;
}

const groupMs = 250;
const unknownEpoch = '00000000-0000-0000-0000-000000000000';

/** What a hub would send: each sensor's samples in groups of 250 ms, in the order in which they are complete, numbered from 1, a mark that nothing is measured any more, and an end. */
export function packetise(signals: readonly Signal[], baseUs = 0): TimedPacket[] {
  const timed = signals.flatMap((signal) => (signal.kind === 'imu' ? groupSamples(signal, baseUs) : signal.readings.map((reading) => toReading(signal, reading, baseUs))));
  timed.sort((a, b) => a.atMs - b.atMs || a.packet.sensor - b.packet.sensor);
  timed.forEach(({ packet }, i) => (packet.sequence = i + 1));
  const lastMs = timed.at(-1)?.atMs ?? 0;
  const lastSequence = timed.length + 2;
  const last = { version: 1, epoch: unknownEpoch, sensor: 0, deviceTimeUs: toUs(lastMs, baseUs) } as const;
  const measured: Packet = { ...last, kind: 'event', sequence: lastSequence - 1, name: measuredMark };
  const end: Packet = { ...last, kind: 'end', sequence: lastSequence, lastSequence };
  return [...timed, { atMs: lastMs, packet: measured }, { atMs: lastMs, packet: end }];
}

function groupSamples(signal: ImuSignal, baseUs: number): TimedPacket[] {
  const samples = signal.accelerationMPerS2.length / 3;
  const startMs = signal.startMs ?? 0;
  const size = Math.max(1, Math.round((groupMs * signal.rateHz) / 1000));
  const packets: TimedPacket[] = [];
  for (let from = 0; from < samples; from += size) {
    const to = Math.min(samples, from + size);
    const packet: ImuPacket = {
      kind: 'imu6', version: 1, epoch: unknownEpoch, sequence: 0, sensor: signal.sensor,
      deviceTimeUs: toUs(startMs + (from * 1000) / signal.rateHz, baseUs),
      rateHz: signal.rateHz,
      accelerationMPerS2: signal.accelerationMPerS2.subarray(from * 3, to * 3),
      angularVelocityDegPerS: signal.angularVelocityDegPerS.subarray(from * 3, to * 3),
      magneticField: null,
    };
    packets.push({ atMs: startMs + ((to - 1) * 1000) / signal.rateHz, packet });
  }
  return packets;
}

function toReading(signal: HeartRateSignal, { tMs, ...reading }: HeartRateSignal['readings'][number], baseUs: number): TimedPacket {
  const packet: HeartRatePacket = {
    kind: 'heart-rate', version: 1, epoch: unknownEpoch, sequence: 0, sensor: signal.sensor, deviceTimeUs: toUs(tMs, baseUs),
    readings: [{ offsetMs: 0, ...reading }],
  };
  return { atMs: tMs, packet };
}

function toUs(ms: number, baseUs: number): number {
  return baseUs + Math.round(ms * 1000);
}
