/**
 * What a device sends: a quarter of a second of one sensor, or a mark. Described byte by byte in docs/packet.md and
 * docs/packet.cddl. The device's id stands in the topic; its epoch, issued by the server to this device alone, stands
 * in the packet.
 */
export type Packet = ImuPacket | QuaternionPacket | HeartRatePacket | BatteryPacket | EventPacket | GapPacket | EndPacket;

export interface PacketHead {
  version: 1;
  /** UUID issued by the server when the stream was opened. */
  epoch: string;
  /** 1..n, gapless within an epoch over all sensors of the device. */
  sequence: number;
  /** Number of the sensor on its device, 0..15. */
  sensor: number;
  /** The device's monotonic clock at the first sample, us. */
  deviceTimeUs: number;
}

export interface ImuPacket extends PacketHead {
  kind: 'imu6' | 'imu9';
  rateHz: number;
  /** 3n values, x y z per sample, m/s2. */
  accelerationMPerS2: Float64Array;
  /** 3n values, deg/s. */
  angularVelocityDegPerS: Float64Array;
  /** 3n values, any unit (only its direction is of use); null for imu6. */
  magneticField: Float64Array | null;
}

export interface QuaternionPacket extends PacketHead {
  kind: 'quaternion';
  rateHz: number;
  /** 4n values, w x y z per sample, sensor to earth. */
  orientation: Float64Array;
}

export interface HeartRatePacket extends PacketHead {
  kind: 'heart-rate';
  readings: { offsetMs: number; heartRateBpm: number; contact: 'detected' | 'lost' | 'unsupported'; rrMs: number[] }[];
}

export interface BatteryPacket extends PacketHead {
  kind: 'battery';
  percent: number;
}

export interface EventPacket extends PacketHead {
  kind: 'event';
  /** At most 64 characters. */
  name: string;
}

/** The device has no samples from `deviceTimeUs` until `untilUs`: radio loss, a full buffer. */
export interface GapPacket extends PacketHead {
  kind: 'gap';
  untilUs: number;
  reason: string;
}

/** The stream is over; its own sequence is the last. */
export interface EndPacket extends PacketHead {
  kind: 'end';
  lastSequence: number;
}

/** Why a payload is not a packet. A closed list: each is a label of a metric. */
export type MalformedReason =
  | 'too-large'
  | 'truncated'
  | 'trailing-bytes'
  | 'not-a-map'
  | 'unsupported-encoding'
  | 'unknown-version'
  | 'unknown-field'
  | 'missing-field'
  | 'bad-field'
  | 'not-finite'
  | 'rate-out-of-range'
  | 'sample-count-mismatch'
  | 'too-many-samples'
  | 'time-out-of-range'
  | 'implausible';

export type Decoded<T> = { ok: true; packet: T } | { ok: false; reason: MalformedReason; detail: string };

/** Limits of a packet, see docs/packet.md. Rates: clinical 0.3. */
export const packetLimits = {
  bytes: 65_536,
  samples: 2048,
  sensors: 16,
  minRateHz: 20,
  maxRateHz: 200,
  /** 2^52 us is 142 years of uptime. */
  maxDeviceTimeUs: 2 ** 52,
  maxSequence: 2 ** 48,
  readings: 64,
  rrPerReading: 16,
  textCharacters: 64,
  /** Clinical 0.3: 16 g and 2000 deg/s are the largest ranges sensors have; a value beyond is a wrong unit or scale. */
  maxAccelerationMPerS2: 16 * 9.80665 * 1.01,
  maxAngularVelocityDegPerS: 2000 * 1.01,
};
