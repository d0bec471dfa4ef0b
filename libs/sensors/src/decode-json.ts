import { decodePacket } from './decode-packet.js';
import { encodePacket } from './encode-packet.js';
import { contacts, kinds } from './packet-fields.js';
import { packetLimits, type Decoded, type HeartRatePacket, type MalformedReason, type Packet } from './packet.js';

/** A packet in its one stored form, from its JSON form (docs/packet.md). */
export interface FromJson {
  packet: Packet;
  bytes: Uint8Array;
}

/**
 * The JSON form is the packet with plain arrays for samples and the same names. It is written as CBOR at once and checked
 * there, so that both forms have the same rules and one is stored. Never throws.
 */
export function decodeJson(text: string): Decoded<FromJson> {
  if (text.length > packetLimits.bytes) return refuse('too-large', `${text.length} characters; at most ${packetLimits.bytes}`);
  const parsed = parse(text);
  if (parsed === null) return refuse('truncated', 'not JSON');
  if (typeof parsed !== 'object' || Array.isArray(parsed)) return refuse('not-a-map', 'not an object');
  const unknown = Object.keys(parsed).find((name) => !names.has(name));
  if (unknown !== undefined) return refuse('unknown-field', unknown === '' ? 'a field without a name' : unknown.slice(0, packetLimits.textCharacters));
  return toStored(parsed as Record<string, unknown>);
}

const names = new Set(['version', 'epoch', 'sequence', 'sensor', 'deviceTimeUs', 'kind', 'rateHz', 'accelerationMPerS2', 'angularVelocityDegPerS',
  'magneticField', 'orientation', 'readings', 'percent', 'name', 'reason', 'untilUs', 'lastSequence']);
const arrays = ['accelerationMPerS2', 'angularVelocityDegPerS', 'magneticField', 'orientation'] as const;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toStored(given: Record<string, unknown>): Decoded<FromJson> {
  if (given['version'] !== 1) return refuse('unknown-version', `version ${JSON.stringify(given['version'])}; known: 1`);
  if (!kinds.includes(given['kind'] as (typeof kinds)[number])) return refuse('bad-field', `kind ${JSON.stringify(given['kind'])}`);
  const packet: Record<string, unknown> = { ...given };
  for (const name of arrays) {
    const values = given[name];
    if (values === undefined) continue;
    if (!isNumbers(values)) return refuse('bad-field', `${name} is not an array of numbers`);
    packet[name] = Float64Array.from(values);
  }
  packet['magneticField'] ??= null;
  if (given['kind'] === 'heart-rate' && !isReadings(given['readings'])) return refuse('bad-field', 'readings');
  return encodeAndCheck(packet as unknown as Packet);
}

/** What TypeScript would have caught in our own code, the encoder trips over here: whatever it says is a bad field. */
function encodeAndCheck(packet: Packet): Decoded<FromJson> {
  let bytes: Uint8Array;
  try {
    bytes = encodePacket(packet, 'float32');
  } catch (error) {
    return refuse('bad-field', error instanceof Error ? error.message : String(error));
  }
  const decoded = decodePacket(bytes);
  return decoded.ok ? { ok: true, packet: { packet: decoded.packet, bytes } } : decoded;
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}

function isReadings(value: unknown): value is HeartRatePacket['readings'] {
  if (!Array.isArray(value)) return false;
  return value.every((each: unknown) => {
    if (typeof each !== 'object' || each === null) return false;
    const { offsetMs, heartRateBpm, contact, rrMs } = each as Record<string, unknown>;
    return typeof offsetMs === 'number' && typeof heartRateBpm === 'number' && contacts.includes(contact as (typeof contacts)[number]) && isNumbers(rrMs);
  });
}

function refuse(reason: MalformedReason, detail: string): { ok: false; reason: MalformedReason; detail: string } {
  return { ok: false, reason, detail };
}
