import { createHash } from 'node:crypto';
import type { ReceivedPacket, RefusedPacket } from '#libs/data';
import { decodeJson, decodePacket, deviceOfTopic, packetLimits, parseUpTopic, peekKey, type Decoded, type FromJson, type Packet } from '#libs/sensors';

/** One payload as it came from the broker. */
export interface Incoming {
  topic: string;
  payload: Uint8Array;
  receivedAt: Date;
}

/** Sorted, not yet stored. `samples` is how many samples or readings it holds. */
export type Received = { ok: true; kind: Packet['kind']; packet: ReceivedPacket; samples: number } | { ok: false; refused: RefusedPacket };

const storedOfRefused = 4096;

/** Hot path (docs/architecture.md): one payload into a packet with its key, or a refusal with its reason. Never throws. */
export function receive(incoming: Incoming): Received {
  const { topic, payload } = incoming;
  const parsed = parseUpTopic(topic);
  if (parsed === null || (parsed.kind !== 'f' && parsed.kind !== 'f/json')) {
    return refuse(incoming, { deviceId: deviceOfTopic(topic), reason: 'wrong-topic', detail: 'not a topic for packets' });
  }
  const { deviceId } = parsed;
  if (payload.length > packetLimits.bytes) return refuse(incoming, { deviceId, reason: 'too-large', detail: `${payload.length} bytes; at most ${packetLimits.bytes}` });
  const decoded = parsed.kind === 'f' ? decodeStored(payload) : decodeJson(new TextDecoder().decode(payload));
  if (!decoded.ok) return refuse(incoming, { deviceId, reason: decoded.reason, detail: decoded.detail });
  const { packet, bytes } = decoded.packet;
  return {
    ok: true,
    kind: packet.kind,
    samples: samplesOf(packet),
    packet: {
      deviceId,
      epoch: packet.epoch,
      sequence: packet.sequence,
      deviceTimeUs: packet.deviceTimeUs,
      receivedAt: incoming.receivedAt,
      payload: bytes,
      hash: createHash('sha256').update(bytes).digest().subarray(0, 16),
      lastSequence: packet.kind === 'end' ? packet.lastSequence : null,
    },
  };
}

function decodeStored(bytes: Uint8Array): Decoded<FromJson> {
  const decoded = decodePacket(bytes);
  return decoded.ok ? { ok: true, packet: { packet: decoded.packet, bytes } } : decoded;
}

export function samplesOf(packet: Packet): number {
  switch (packet.kind) {
    case 'imu6':
    case 'imu9':
      return packet.accelerationMPerS2.length / 3;
    case 'quaternion':
      return packet.orientation.length / 4;
    case 'heart-rate':
      return packet.readings.length;
    case 'battery':
    case 'event':
    case 'gap':
    case 'end':
      return 0;
    default:
      return packet satisfies never;
  }
}

function refuse({ topic, payload, receivedAt }: Incoming, { deviceId, reason, detail }: { deviceId: string | null; reason: string; detail: string }): Received {
  // What can still be read of a bad packet's key, so that the watermark can go over it: its device would send it for ever.
  const key = peekKey(payload) ?? { epoch: null, sequence: null };
  return { ok: false, refused: { deviceId, ...key, topic: topic.slice(0, 256), reason, detail, payload: payload.subarray(0, storedOfRefused), receivedAt } };
}
