import { CborReader, MalformedPacketError, major } from './cbor-reader.js';
import { contacts, field, kinds, typedArrayTag } from './packet-fields.js';
import { packetLimits, type Decoded, type HeartRatePacket, type Packet, type PacketHead } from './packet.js';
import { fromUuidBytes } from './uuid.js';

/** The packet in these bytes, or why they are none. Never throws. */
export function decodePacket(bytes: Uint8Array): Decoded<Packet> {
  if (bytes.length > packetLimits.bytes) return { ok: false, reason: 'too-large', detail: `${bytes.length} bytes; at most ${packetLimits.bytes}` };
  try {
    return { ok: true, packet: toPacket(readFields(bytes)) };
  } catch (error) {
    if (error instanceof MalformedPacketError) return { ok: false, reason: error.reason, detail: error.message };
    throw error;
  }
}

interface Fields {
  version?: number;
  epoch?: string;
  sequence?: number;
  sensor?: number;
  deviceTimeUs?: number;
  kind?: number;
  rateHz?: number;
  accelerationScale?: number;
  angularVelocityScale?: number;
  magneticScale?: number;
  samples?: Int16Array | Float32Array;
  readings?: HeartRatePacket['readings'];
  percent?: number;
  text?: string;
  untilUs?: number;
  lastSequence?: number;
}

const readers: Record<number, (fields: Fields, reader: CborReader) => void> = {
  [field.version]: (fields, reader) => (fields.version = reader.unsigned()),
  [field.epoch]: (fields, reader) => (fields.epoch = readEpoch(reader)),
  [field.sequence]: (fields, reader) => (fields.sequence = reader.unsigned()),
  [field.sensor]: (fields, reader) => (fields.sensor = reader.unsigned()),
  [field.deviceTimeUs]: (fields, reader) => (fields.deviceTimeUs = reader.unsigned()),
  [field.kind]: (fields, reader) => (fields.kind = reader.unsigned()),
  [field.rateHz]: (fields, reader) => (fields.rateHz = reader.number()),
  [field.accelerationScale]: (fields, reader) => (fields.accelerationScale = readScale(reader)),
  [field.angularVelocityScale]: (fields, reader) => (fields.angularVelocityScale = readScale(reader)),
  [field.magneticScale]: (fields, reader) => (fields.magneticScale = readScale(reader)),
  [field.samples]: (fields, reader) => (fields.samples = readSamples(reader)),
  [field.readings]: (fields, reader) => (fields.readings = readReadings(reader)),
  [field.percent]: (fields, reader) => (fields.percent = reader.number()),
  [field.text]: (fields, reader) => (fields.text = reader.text(packetLimits.textCharacters)),
  [field.untilUs]: (fields, reader) => (fields.untilUs = reader.unsigned()),
  [field.lastSequence]: (fields, reader) => (fields.lastSequence = reader.unsigned()),
};

function readFields(bytes: Uint8Array): Fields {
  const reader = new CborReader(bytes);
  const fields: Fields = {};
  let previous = -1;
  for (let left = reader.mapLength(); left > 0; left--) {
    const key = reader.unsigned();
    if (key <= previous) throw new MalformedPacketError('bad-field', `field ${key} after field ${previous}: keys ascend, none comes twice`);
    const read = readers[key];
    if (read === undefined) throw new MalformedPacketError('unknown-field', `field ${key}`);
    read(fields, reader);
    if (key === field.version && fields.version !== 1) throw new MalformedPacketError('unknown-version', `version ${fields.version}; known: 1`);
    previous = key;
  }
  if (!reader.atEnd) throw new MalformedPacketError('trailing-bytes', 'bytes after the packet');
  return fields;
}

function readEpoch(reader: CborReader): string {
  const bytes = reader.byteString();
  if (bytes.length !== 16) throw new MalformedPacketError('bad-field', `epoch of ${bytes.length} bytes; a UUID has 16`);
  return fromUuidBytes(bytes);
}

/** An integer n is the scale 2^n, a float is the scale itself. */
function readScale(reader: CborReader): number {
  const scale = reader.peekMajor() === major.simple ? reader.number() : 2 ** reader.integer();
  if (!(scale > 0 && Number.isFinite(scale))) throw new MalformedPacketError('bad-field', `scale ${scale}`);
  return scale;
}

function readSamples(reader: CborReader): Int16Array | Float32Array {
  const tag = reader.tag();
  const bytes = reader.byteString();
  const width = tag === typedArrayTag.int16 ? 2 : 4;
  if (tag !== typedArrayTag.int16 && tag !== typedArrayTag.float32) throw new MalformedPacketError('bad-field', `typed array with tag ${tag}; 77 or 85`);
  if (bytes.length % width !== 0) throw new MalformedPacketError('sample-count-mismatch', `${bytes.length} bytes of samples of ${width} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = bytes.length / width;
  const samples = width === 2 ? new Int16Array(count) : new Float32Array(count);
  for (let i = 0; i < count; i++) samples[i] = width === 2 ? view.getInt16(i * 2, true) : view.getFloat32(i * 4, true);
  return samples;
}

function readReadings(reader: CborReader): HeartRatePacket['readings'] {
  const count = reader.arrayLength();
  if (count > packetLimits.readings) throw new MalformedPacketError('too-many-samples', `${count} readings; at most ${packetLimits.readings}`);
  const readings: HeartRatePacket['readings'] = [];
  for (let i = 0; i < count; i++) {
    if (reader.arrayLength() !== 4) throw new MalformedPacketError('bad-field', `reading ${i} is not [offset, rate, contact, intervals]`);
    const offsetMs = reader.number();
    const heartRateBpm = reader.number();
    const contact = contacts.at(reader.unsigned());
    if (contact === undefined) throw new MalformedPacketError('bad-field', `contact of reading ${i}`);
    readings.push({ offsetMs, heartRateBpm, contact, rrMs: readIntervals(reader) });
  }
  return readings;
}

function readIntervals(reader: CborReader): number[] {
  const count = reader.arrayLength();
  if (count > packetLimits.rrPerReading) throw new MalformedPacketError('too-many-samples', `${count} intervals; at most ${packetLimits.rrPerReading}`);
  return Array.from({ length: count }, () => reader.number());
}

function toPacket(fields: Fields): Packet {
  const head = toHead(fields);
  const kind = kinds.at(required(fields, 'kind'));
  switch (kind) {
    case 'imu6':
    case 'imu9':
      return { ...head, kind, rateHz: rateOf(fields), ...splitImu(fields, kind) };
    case 'quaternion':
      return { ...head, kind, rateHz: rateOf(fields), orientation: toOrientation(fields) };
    case 'heart-rate':
      return { ...head, kind, readings: required(fields, 'readings').map(checkReading) };
    case 'battery':
      return { ...head, kind, percent: inRange('percent', required(fields, 'percent'), { min: 0, max: 100 }) };
    case 'event':
      return { ...head, kind, name: required(fields, 'text') };
    case 'gap':
      return { ...head, kind, untilUs: timeIn('untilUs', required(fields, 'untilUs')), reason: required(fields, 'text') };
    case 'end':
      return { ...head, kind, lastSequence: checkLast(head, required(fields, 'lastSequence')) };
    default:
      throw new MalformedPacketError('bad-field', `kind ${fields.kind}`);
  }
}

function toHead(fields: Fields): PacketHead {
  if (fields.version === undefined) throw new MalformedPacketError('missing-field', 'version');
  return {
    version: 1,
    epoch: required(fields, 'epoch'),
    sequence: inRange('sequence', required(fields, 'sequence'), { min: 1, max: packetLimits.maxSequence }),
    sensor: inRange('sensor', required(fields, 'sensor'), { min: 0, max: packetLimits.sensors - 1 }),
    deviceTimeUs: timeIn('deviceTimeUs', required(fields, 'deviceTimeUs')),
  };
}

function required<K extends keyof Fields>(fields: Fields, name: K): NonNullable<Fields[K]> {
  const value = fields[name];
  if (value === undefined) throw new MalformedPacketError('missing-field', name);
  return value as NonNullable<Fields[K]>;
}

function inRange(name: string, value: number, { min, max }: { min: number; max: number }): number {
  if (!(value >= min && value <= max)) throw new MalformedPacketError('bad-field', `${name} ${value}; ${min} to ${max}`);
  return value;
}

function timeIn(name: string, value: number): number {
  if (value > packetLimits.maxDeviceTimeUs) throw new MalformedPacketError('time-out-of-range', `${name} ${value}`);
  return value;
}

function rateOf(fields: Fields): number {
  const rateHz = required(fields, 'rateHz');
  const { minRateHz, maxRateHz } = packetLimits;
  if (!(rateHz >= minRateHz && rateHz <= maxRateHz)) throw new MalformedPacketError('rate-out-of-range', `${rateHz} Hz; ${minRateHz} to ${maxRateHz}`);
  return rateHz;
}

function checkLast(head: PacketHead, lastSequence: number): number {
  if (lastSequence !== head.sequence) throw new MalformedPacketError('bad-field', `lastSequence ${lastSequence} in packet ${head.sequence}: the end packet is the last`);
  return lastSequence;
}

function checkReading(reading: HeartRatePacket['readings'][number]): HeartRatePacket['readings'][number] {
  inRange('offsetMs', reading.offsetMs, { min: 0, max: 600_000 });
  inRange('heartRateBpm', reading.heartRateBpm, { min: 0, max: 65_535 });
  for (const rrMs of reading.rrMs) inRange('rrMs', rrMs, { min: 0, max: 64_000 });
  return reading;
}

interface ImuAxes {
  accelerationMPerS2: Float64Array;
  angularVelocityDegPerS: Float64Array;
  magneticField: Float64Array | null;
}

function splitImu(fields: Fields, kind: 'imu6' | 'imu9'): ImuAxes {
  const raw = required(fields, 'samples');
  const axes = kind === 'imu6' ? 6 : 9;
  const count = sampleCount(raw, axes);
  const acceleration = pick(raw, { axes, from: 0, count, scale: required(fields, 'accelerationScale') });
  const angularVelocity = pick(raw, { axes, from: 3, count, scale: required(fields, 'angularVelocityScale') });
  checkMagnitude('acceleration', acceleration, packetLimits.maxAccelerationMPerS2);
  checkMagnitude('angular velocity', angularVelocity, packetLimits.maxAngularVelocityDegPerS);
  const magneticField = kind === 'imu9' ? pick(raw, { axes, from: 6, count, scale: required(fields, 'magneticScale') }) : null;
  if (magneticField !== null) checkMagnitude('magnetic field', magneticField, Number.MAX_VALUE);
  return { accelerationMPerS2: acceleration, angularVelocityDegPerS: angularVelocity, magneticField };
}

function toOrientation(fields: Fields): Float64Array {
  const raw = required(fields, 'samples');
  const count = sampleCount(raw, 4);
  const scale = raw instanceof Int16Array ? 1 / 32767 : 1;
  const orientation = pick(raw, { axes: 4, from: 0, count, scale, take: 4 });
  checkMagnitude('quaternion', orientation, 1.01);
  return orientation;
}

function sampleCount(raw: Int16Array | Float32Array, axes: number): number {
  if (raw.length === 0 || raw.length % axes !== 0) throw new MalformedPacketError('sample-count-mismatch', `${raw.length} values for ${axes} axes`);
  const count = raw.length / axes;
  if (count > packetLimits.samples) throw new MalformedPacketError('too-many-samples', `${count} samples; at most ${packetLimits.samples}`);
  return count;
}

function pick(raw: Int16Array | Float32Array, { axes, from, count, scale, take = 3 }: { axes: number; from: number; count: number; scale: number; take?: number }): Float64Array {
  const values = new Float64Array(count * take);
  for (let i = 0; i < count; i++) for (let axis = 0; axis < take; axis++) values[i * take + axis] = raw[i * axes + from + axis] * scale;
  return values;
}

/** NaN fails every comparison, so it is caught here too. */
function checkMagnitude(name: string, values: Float64Array, most: number): void {
  for (const value of values) {
    if (value >= -most && value <= most) continue;
    const reason = Number.isFinite(value) ? 'implausible' : 'not-finite';
    throw new MalformedPacketError(reason, `${name} ${value}; at most ${most}`);
  }
}
