import type { ReportedContact, Result } from '#libs/domain';

/** One notification of the Bluetooth characteristic 0x2A37 (Heart Rate Service 1.0, 3.1), as the strap sent it. */
export interface HeartRateMeasurement {
  /** 0 where the strap has none. */
  heartRateBpm: number;
  /** Said only by a strap that can tell: unsupported is not "lost". */
  contact: ReportedContact;
  /** Since the strap's own reset; null: not sent. */
  energyKJ: number | null;
  /** Intervals between beats, oldest first, ms; sent in units of 1/1024 s. */
  rrMs: number[];
}

const flag = { wide: 1, contactDetected: 2, contactSupported: 4, energy: 8, rr: 16 };

/** What a strap's number may be (clinical 0.3), bpm; 0 is its word for none. */
const lowestBpm = 25;
const highestBpm = 240;

/** Reads the bytes and nothing into them. Never throws: bytes that end too early are MISSING_INPUT. */
export function parseHeartRateMeasurement(bytes: Uint8Array): Result<HeartRateMeasurement> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = bytes.length === 0 ? 0 : view.getUint8(0);
  const isWide = (flags & flag.wide) !== 0;
  const hasEnergy = (flags & flag.energy) !== 0;
  const energyAt = isWide ? 3 : 2;
  const rrAt = energyAt + (hasEnergy ? 2 : 0);
  if (bytes.length < rrAt) return { ok: false, reason: 'MISSING_INPUT', detail: `${bytes.length} bytes; ${rrAt} are promised` };
  const rrMs: number[] = [];
  if ((flags & flag.rr) !== 0) for (let at = rrAt; at + 2 <= bytes.length; at += 2) rrMs.push((view.getUint16(at, true) * 1000) / 1024);
  const value = {
    heartRateBpm: isWide ? view.getUint16(1, true) : view.getUint8(1),
    contact: contactOf(flags),
    energyKJ: hasEnergy ? view.getUint16(energyAt, true) : null,
    rrMs,
  };
  return { ok: true, value, flags: [] };
}

/** The same, as a reading that may be sent on: a number that no heart has is OUT_OF_RANGE, never clipped. */
export function readHeartRate(bytes: Uint8Array): Result<Omit<HeartRateMeasurement, 'energyKJ'>> {
  const parsed = parseHeartRateMeasurement(bytes);
  if (!parsed.ok) return parsed;
  const { heartRateBpm, contact, rrMs } = parsed.value;
  if (heartRateBpm !== 0 && (heartRateBpm < lowestBpm || heartRateBpm > highestBpm)) return { ok: false, reason: 'OUT_OF_RANGE', detail: `${heartRateBpm} bpm` };
  return { ok: true, value: { heartRateBpm, contact, rrMs }, flags: [] };
}

/** The bit for "detected" means something only beside the one for "supported". */
function contactOf(flags: number): ReportedContact {
  if ((flags & flag.contactSupported) === 0) return 'unsupported';
  return (flags & flag.contactDetected) === 0 ? 'lost' : 'detected';
}
