import { CborWriter } from './cbor-writer.js';
import { contacts, field, kinds, typedArrayTag } from './packet-fields.js';
import type { HeartRatePacket, ImuPacket, Packet } from './packet.js';
import { toUuidBytes } from './uuid.js';

/** How IMU samples are written: 16-bit integers (half the size, 1/32767 of the packet's largest value) or 32-bit floats. */
export type SampleWidth = 'int16' | 'float32';

/** The packet as CBOR, keys ascending. The same packet gives the same bytes. */
export function encodePacket(packet: Packet, width: SampleWidth = 'int16'): Uint8Array {
  const writer = new CborWriter();
  const body = bodyOf(packet, width);
  writer.map(6 + body.length);
  writer.unsigned(field.version).unsigned(packet.version);
  writer.unsigned(field.epoch).byteString(toUuidBytes(packet.epoch));
  writer.unsigned(field.sequence).unsigned(packet.sequence);
  writer.unsigned(field.sensor).unsigned(packet.sensor);
  writer.unsigned(field.deviceTimeUs).unsigned(packet.deviceTimeUs);
  writer.unsigned(field.kind).unsigned(kinds.indexOf(packet.kind));
  for (const [key, write] of body.sort(([a], [b]) => a - b)) {
    writer.unsigned(key);
    write(writer);
  }
  return writer.finish();
}

type Body = [number, (writer: CborWriter) => void][];

function bodyOf(packet: Packet, width: SampleWidth): Body {
  switch (packet.kind) {
    case 'imu6':
    case 'imu9':
      return imuBody(packet, width);
    case 'quaternion':
      return [
        [field.rateHz, (writer) => writer.number(packet.rateHz)],
        [field.samples, (writer) => writer.tag(typedArrayTag.float32).byteString(float32Bytes(packet.orientation))],
      ];
    case 'heart-rate':
      return [[field.readings, (writer) => writeReadings(writer, packet)]];
    case 'battery':
      return [[field.percent, (writer) => writer.number(packet.percent)]];
    case 'event':
      return [[field.text, (writer) => writer.text(packet.name)]];
    case 'gap':
      return [
        [field.text, (writer) => writer.text(packet.reason)],
        [field.untilUs, (writer) => writer.unsigned(packet.untilUs)],
      ];
    case 'end':
      return [[field.lastSequence, (writer) => writer.unsigned(packet.lastSequence)]];
    default:
      return packet satisfies never;
  }
}

function imuBody(packet: ImuPacket, width: SampleWidth): Body {
  const parts = [packet.accelerationMPerS2, packet.angularVelocityDegPerS, ...(packet.magneticField === null ? [] : [packet.magneticField])];
  const exponents = parts.map((values) => (width === 'int16' ? exponentFor(values) : 0));
  const keys = [field.accelerationScale, field.angularVelocityScale, field.magneticScale];
  const body: Body = [
    [field.rateHz, (writer) => writer.number(packet.rateHz)],
    [field.samples, (writer) => writer.tag(typedArrayTag[width]).byteString(interleave(parts, { exponents, width }))],
  ];
  for (let i = 0; i < parts.length; i++) body.push([keys[i], (writer) => writer.integer(exponents[i])]);
  return body;
}

/** The finest power of two with which the largest value still fits 16 bits. */
function exponentFor(values: Float64Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest === 0 ? -14 : Math.ceil(Math.log2(largest / 32767));
}

function interleave(parts: Float64Array[], { exponents, width }: { exponents: number[]; width: SampleWidth }): Uint8Array {
  const count = parts[0].length / 3;
  const stride = parts.length * 3;
  const size = width === 'int16' ? 2 : 4;
  const bytes = new Uint8Array(count * stride * size);
  const view = new DataView(bytes.buffer);
  for (let part = 0; part < parts.length; part++) {
    const scale = 2 ** exponents[part];
    for (let i = 0; i < parts[part].length; i++) {
      const at = (Math.floor(i / 3) * stride + part * 3 + (i % 3)) * size;
      if (width === 'int16') view.setInt16(at, Math.round(parts[part][i] / scale), true);
      else view.setFloat32(at, parts[part][i], true);
    }
  }
  return bytes;
}

function float32Bytes(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i], true);
  return bytes;
}

function writeReadings(writer: CborWriter, packet: HeartRatePacket): void {
  writer.array(packet.readings.length);
  for (const reading of packet.readings) {
    writer.array(4).number(reading.offsetMs).number(reading.heartRateBpm).unsigned(contacts.indexOf(reading.contact)).array(reading.rrMs.length);
    for (const rrMs of reading.rrMs) writer.number(rrMs);
  }
}
