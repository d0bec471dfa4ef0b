import { CborReader, MalformedPacketError } from './cbor-reader.js';
import { field } from './packet-fields.js';
import { fromUuidBytes } from './uuid.js';

/** Epoch and sequence of a packet whose rest may be broken; null when not even they can be read. Never throws. */
export function peekKey(bytes: Uint8Array): { epoch: string; sequence: number } | null {
  const reader = new CborReader(bytes);
  try {
    if (reader.mapLength() < 3 || reader.unsigned() !== field.version) return null;
    reader.unsigned();
    if (reader.unsigned() !== field.epoch) return null;
    const epoch = reader.byteString();
    if (epoch.length !== 16 || reader.unsigned() !== field.sequence) return null;
    const sequence = reader.unsigned();
    return sequence >= 1 ? { epoch: fromUuidBytes(epoch), sequence } : null;
  } catch (error) {
    if (error instanceof MalformedPacketError) return null;
    throw error;
  }
}
